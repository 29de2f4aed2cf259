package org.entitlementledger.core.json;

import com.fasterxml.jackson.annotation.JsonFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.HashTreePSet;
import org.pcollections.PMap;
import org.pcollections.PSet;
import org.pcollections.PVector;
import org.pcollections.TreePMap;
import org.pcollections.TreePVector;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.KeyDeserializer;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.Deserializers;
import tools.jackson.databind.deser.std.StdConvertingDeserializer;
import tools.jackson.databind.jsontype.TypeDeserializer;
import tools.jackson.databind.jsontype.TypeSerializer;
import tools.jackson.databind.ser.Serializers;
import tools.jackson.databind.ser.std.StdConvertingSerializer;
import tools.jackson.databind.type.CollectionType;
import tools.jackson.databind.type.MapType;
import tools.jackson.databind.type.TypeFactory;
import tools.jackson.databind.util.StdConverter;

/** Persistent collections as arrays: of their elements, or of the pairs of a key and a value. */
final class PersistentCollections {
  private static final TypeFactory TYPES = TypeFactory.createDefaultInstance();

  /** An entry of a map. */
  private record Pair<K, V>(K key, V value) {}

  private PersistentCollections() {}

  private static boolean isPersistent(JavaType type) {
    return type.getRawClass().getPackage() == PMap.class.getPackage();
  }

  private static JavaType pairs(MapType type) {
    JavaType pair =
        TYPES.constructParametricType(Pair.class, type.getKeyType(), type.getContentType());
    return TYPES.constructCollectionType(List.class, pair);
  }

  private static List<Pair<?, ?>> pairs(Map<?, ?> map) {
    var pairs = new ArrayList<Pair<?, ?>>(map.size());
    map.forEach((key, value) -> pairs.add(new Pair<>(key, value)));
    return pairs;
  }

  private static Map<Object, Object> hashed(List<Pair<Object, Object>> pairs) {
    PMap<Object, Object> map = HashTreePMap.empty();
    for (Pair<Object, Object> pair : pairs) {
      map = map.plus(pair.key, pair.value);
    }
    return map;
  }

  /** In the natural order of the keys. */
  private static Map<Object, Object> sorted(List<Pair<Object, Object>> pairs) {
    var map = new TreeMap<Object, Object>();
    pairs.forEach(pair -> map.put(pair.key, pair.value));
    return TreePMap.fromSortedMap(map);
  }

  /** Converts between types that only Jackson knows. */
  private static final class Conversion<I, O> extends StdConverter<I, O> {
    private final JavaType from;
    private final JavaType to;
    private final Function<I, O> change;

    Conversion(JavaType from, JavaType to, Function<I, O> change) {
      this.from = from;
      this.to = to;
      this.change = change;
    }

    @Override
    public O convert(I value) {
      return change.apply(value);
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
      return from;
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
      return to;
    }
  }

  /** Writes maps; lists and sets are written as what they are. */
  static final class Out extends Serializers.Base {
    @Override
    public @Nullable ValueSerializer<?> findMapSerializer(
        SerializationConfig config,
        MapType type,
        BeanDescription.Supplier description,
        JsonFormat.Value format,
        @Nullable ValueSerializer<Object> keys,
        @Nullable TypeSerializer types,
        @Nullable ValueSerializer<Object> values) {
      return isPersistent(type)
          ? new StdConvertingSerializer(
              new Conversion<Map<?, ?>, List<Pair<?, ?>>>(
                  type, pairs(type), PersistentCollections::pairs))
          : null;
    }
  }

  /** Reads all of them. */
  static final class In extends Deserializers.Base {
    @Override
    public @Nullable ValueDeserializer<?> findMapDeserializer(
        MapType type,
        DeserializationConfig config,
        BeanDescription.Supplier description,
        @Nullable KeyDeserializer keys,
        @Nullable TypeDeserializer types,
        @Nullable ValueDeserializer<?> values) {
      if (!isPersistent(type)) {
        return null;
      }
      boolean sorted = type.hasRawClass(TreePMap.class);
      return new StdConvertingDeserializer<>(
          new Conversion<List<Pair<Object, Object>>, Map<Object, Object>>(
              pairs(type),
              type,
              sorted ? PersistentCollections::sorted : PersistentCollections::hashed));
    }

    @Override
    public @Nullable ValueDeserializer<?> findCollectionDeserializer(
        CollectionType type,
        DeserializationConfig config,
        BeanDescription.Supplier description,
        @Nullable TypeDeserializer types,
        @Nullable ValueDeserializer<?> elements) {
      JavaType list = TYPES.constructCollectionType(List.class, type.getContentType());
      if (type.hasRawClass(PVector.class)) {
        return new StdConvertingDeserializer<>(
            new Conversion<List<Object>, PVector<Object>>(list, type, TreePVector::from));
      }
      return type.hasRawClass(PSet.class)
          ? new StdConvertingDeserializer<>(
              new Conversion<List<Object>, PSet<Object>>(list, type, HashTreePSet::from))
          : null;
    }

    @Override
    public boolean hasDeserializerFor(DeserializationConfig config, Class<?> type) {
      return type.getPackage() == PMap.class.getPackage();
    }
  }
}
