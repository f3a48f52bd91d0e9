-- The roles of deploy/README.md. Runs once, as the superuser, on an empty volume.
\getenv owner_password FARTHING_OWNER_PASSWORD
\getenv login_password FARTHING_LOGIN_PASSWORD
create role farthing_owner login password :'owner_password';
create role farthing_app nologin;
create role farthing_report nologin;
create role farthing_login login password :'login_password' in role farthing_app;
create database farthing owner farthing_owner;
