package dev.farthing.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Says which {@link AuditAction} an endpoint is: what admins and publishers do there is written down, readers are not.
 *
 * <p>Whatever changes something and is for admins or publishers must carry it; the service does not start otherwise.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    AuditAction value();
}
