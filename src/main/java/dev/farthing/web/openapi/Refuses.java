package dev.farthing.web.openapi;

import dev.farthing.web.ProblemCode;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** An endpoint's problems, besides {@link ProblemGroup#ANY}, for the OpenAPI document. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Refuses {
    ProblemGroup[] value() default {};

    ProblemCode[] codes() default {};
}
