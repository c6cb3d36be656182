package io.github.neuronscript.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What the module exports can be used: whatever a host can call there speaks of exported types and
 * of the JDK alone.
 */
class PublicSignaturesTest {

  private static final String BASE = "io.github.neuronscript";

  private static final Set<String> EXPORTED =
      Set.of(BASE, BASE + ".diagnostic", BASE + ".formula", BASE + ".judge", BASE + ".trace");

  private final Set<String> offences = new TreeSet<>();

  @Test
  void speakOfWhatIsExported() {
    JavaClasses classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(BASE);
    long seen =
        classes.stream()
            .filter(each -> EXPORTED.contains(each.getPackageName()))
            .map(JavaClass::reflect)
            .filter(PublicSignaturesTest::isSeen)
            .peek(this::look)
            .count();
    assertTrue(seen > 100, seen + " classes");
    assertEquals(Set.of(), offences);
  }

  /** Whether a class can be named from outside, with all that it lies in. */
  private static boolean isSeen(Class<?> type) {
    return isSeen(type.getModifiers())
        && (type.getEnclosingClass() == null || isSeen(type.getEnclosingClass()));
  }

  private static boolean isSeen(int modifiers) {
    return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
  }

  private void look(Class<?> type) {
    String name = type.getName();
    hold(name, type.getGenericSuperclass());
    Arrays.stream(type.getGenericInterfaces()).forEach(each -> hold(name, each));
    for (TypeVariable<?> variable : type.getTypeParameters()) {
      Arrays.stream(variable.getBounds()).forEach(each -> hold(name, each));
    }
    for (Field field : type.getDeclaredFields()) {
      if (isSeen(field.getModifiers())) {
        hold(name + "." + field.getName(), field.getGenericType());
      }
    }
    Stream<Executable> executables =
        Stream.concat(
            Arrays.stream(type.getDeclaredConstructors()),
            Arrays.stream(type.getDeclaredMethods()));
    executables
        .filter(each -> isSeen(each.getModifiers()) && !each.isSynthetic())
        .forEach(each -> look(name, each));
  }

  private void look(String type, Executable each) {
    String name = type + "." + (each instanceof Constructor<?> ? "new" : each.getName());
    Arrays.stream(each.getGenericParameterTypes()).forEach(t -> hold(name, t));
    Arrays.stream(each.getGenericExceptionTypes()).forEach(t -> hold(name, t));
    if (each instanceof Method method) {
      hold(name, method.getGenericReturnType());
    }
    for (TypeVariable<?> variable : each.getTypeParameters()) {
      Arrays.stream(variable.getBounds()).forEach(t -> hold(name, t));
    }
  }

  private void hold(String where, Type type) {
    if (type instanceof Class<?> named) {
      Class<?> element = named;
      while (element.isArray()) {
        element = element.getComponentType();
      }
      String home = element.getPackageName();
      if (home.startsWith(BASE) && !EXPORTED.contains(home)) {
        offences.add(where + " speaks of " + element.getName());
      }
    } else if (type instanceof ParameterizedType of) {
      hold(where, of.getRawType());
      Arrays.stream(of.getActualTypeArguments()).forEach(each -> hold(where, each));
    } else if (type instanceof GenericArrayType of) {
      hold(where, of.getGenericComponentType());
    } else if (type instanceof WildcardType of) {
      Arrays.stream(of.getUpperBounds()).forEach(each -> hold(where, each));
      Arrays.stream(of.getLowerBounds()).forEach(each -> hold(where, each));
    }
  }
}
