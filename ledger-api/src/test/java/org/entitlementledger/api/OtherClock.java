package org.entitlementledger.api;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassModel;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeElement;
import java.lang.classfile.MethodModel;
import java.lang.classfile.instruction.InvokeInstruction;
import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.instrument.UnmodifiableClassException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.ProtectionDomain;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/**
 * Puts the clock of a whole process off: whatever asks the machine for the time, in the service, in
 * its libraries and in Java itself, is told another.
 */
public final class OtherClock implements ClassFileTransformer {
  private final Duration offset;
  private final ClassFile classes;

  private OtherClock(Duration offset) {
    this.offset = offset;
    var resources = ClassHierarchyResolver.ofResourceParsing(ClassLoader.getSystemClassLoader());
    classes =
        ClassFile.of(
            ClassFile.ClassHierarchyResolverOption.of(
                resources.orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /**
   * The option that puts the clock of a Java process off.
   *
   * @param folder where to put what it needs
   */
  public static String option(Path folder, Duration offset) throws IOException {
    var manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", OtherClock.class.getName());
    manifest.getMainAttributes().putValue("Can-Retransform-Classes", "true");
    Path jar = folder.resolve("other-clock.jar");
    String own = OtherClock.class.getName().replace('.', '/') + ".class";
    try (var out = new JarOutputStream(Files.newOutputStream(jar), manifest);
        var in = OtherClock.class.getClassLoader().getResourceAsStream(own)) {
      // the process has no class of the tests but this one
      out.putNextEntry(new ZipEntry(own));
      Objects.requireNonNull(in, own).transferTo(out);
    }
    return "-javaagent:" + jar + "=" + offset;
  }

  /** Called by Java before the service starts. */
  public static void premain(String offset, Instrumentation java)
      throws UnmodifiableClassException, ClassNotFoundException {
    java.addTransformer(new OtherClock(Duration.parse(offset)), true);
    java.retransformClasses(Clock.class, Class.forName("java.time.Clock$SystemClock"), Date.class);
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] bytes) {
    String text = new String(bytes, ISO_8859_1);
    if (!text.contains("currentTimeMillis") && !text.contains("getNanoTimeAdjustment")) {
      return null;
    }
    ClassModel model = classes.parse(bytes);
    return classes.transformClass(
        model,
        ClassTransform.transformingMethodBodies(
            OtherClock::asksForTheTime,
            (code, element) -> {
              code.with(element);
              Duration unit = unit(element);
              if (!unit.isZero()) {
                code.loadConstant(offset.dividedBy(unit)).ladd();
              }
            }));
  }

  private static boolean asksForTheTime(MethodModel method) {
    return method.code().stream()
        .flatMap(code -> code.elementStream())
        .anyMatch(element -> !unit(element).isZero());
  }

  /** What an instruction gives the time in; zero where it gives none. */
  private static Duration unit(CodeElement element) {
    if (element instanceof InvokeInstruction call) {
      return switch (call.owner().asInternalName() + "." + call.name().stringValue()) {
        case "java/lang/System.currentTimeMillis" -> Duration.ofMillis(1);
        case "jdk/internal/misc/VM.getNanoTimeAdjustment" -> Duration.ofNanos(1);
        default -> Duration.ZERO;
      };
    }
    return Duration.ZERO;
  }
}
