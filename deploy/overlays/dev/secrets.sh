#!/bin/sh
# Generates the keys and passwords of a dev installation in secrets/, which git ignores. Existing files stay, because the database keeps
# the passwords that it was created with.
set -eu
umask 077
mkdir -p "$(dirname "$0")/secrets"
cd "$(dirname "$0")/secrets"

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

[ -e farthing.env ] || cat >farthing.env <<end
FARTHING_CLIENT_ADMIN_KEY=$(random)
FARTHING_TOPUP_LINK_KEYS=a:$(random)
FARTHING_TOPUP_SANDBOX_WEBHOOK_SECRET=$(random)
FARTHING_TOPUP_SANDBOX_FINGERPRINT_KEY=$(random)
end
[ -e db-app.env ] || printf 'username=farthing_login\npassword=%s\n' "$(random)" >db-app.env
[ -e db-owner.env ] || printf 'username=farthing_owner\npassword=%s\n' "$(random)" >db-owner.env
[ -e db-superuser.env ] || printf 'password=%s\n' "$(random)" >db-superuser.env
