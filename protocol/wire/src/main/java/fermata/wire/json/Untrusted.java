package fermata.wire.json;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A member of a wire record that models, tools, files or other clients have written: who shows it
 * takes away what a terminal or a page would act on. The schema says so by {@code x-untrusted}.
 */
@Documented
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface Untrusted {}
