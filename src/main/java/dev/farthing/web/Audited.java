package dev.farthing.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the {@link AuditAction} of an endpoint: requests of admins and publishers are audited, those of readers are
 * not.
 *
 * <p>Required on every endpoint that lets admins or publishers change something; the service does not start without it.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    AuditAction value();
}
