package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The problems an endpoint can answer, for the OpenAPI document. Problems that any endpoint can answer need no mention: {@link
 * ProblemGroup#ANY}.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
    ProblemGroup[] value() default {};

    ProblemCode[] codes() default {};
}
