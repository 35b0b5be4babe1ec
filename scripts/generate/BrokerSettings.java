import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import kafka.server.DynamicBrokerConfig$;
import kafka.server.KafkaConfig$;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.ConfigKey;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.utils.AppInfoParser;
import org.apache.kafka.storage.internals.log.LogConfig;

/**
 * Prints, as JSON, every setting of brokers and of topics that the Kafka on the class path knows, read
 * from the very classes a broker reads its server.properties and its topics' settings with. Keys are sorted and sets are put in order, so
 * that one Kafka gives one text.
 */
public class BrokerSettings {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The whole numbers tried on a validator that is code, not data. */
    private static final int PROBED = 1000;

    public static void main(String[] arguments) throws Exception {
        Map<String, ConfigKey> keys = new TreeMap<>(KafkaConfig$.MODULE$.configDef().configKeys());
        Map<String, String> updateModes = DynamicBrokerConfig$.MODULE$.dynamicConfigUpdateModes();
        ObjectNode root = JSON.createObjectNode();
        root.put("kafkaVersion", AppInfoParser.getVersion());
        root.put("kafkaCommit", AppInfoParser.getCommitId());
        ArrayNode internalKeys = root.putArray("internalKeys");
        ArrayNode settings = root.putArray("settings");
        for (ConfigKey key : keys.values()) {
            if (key.internalConfig) internalKeys.add(key.name);
            else settings.add(setting(key).put("updateMode", updateModes.getOrDefault(key.name, "read-only")).put("sensitive", key.type.isSensitive()));
        }
        ArrayNode topicSettings = root.putArray("topicSettings");
        for (ConfigKey key : new TreeMap<>(LogConfig.configKeys()).values()) {
            if (!key.internalConfig) topicSettings.add(setting(key).put("brokerKey", LogConfig.serverConfigName(key.name).orElse(null)));
        }
        System.out.println(JSON.writeValueAsString(root));
    }

    private static ObjectNode setting(ConfigKey key) throws Exception {
        ObjectNode setting = JSON.createObjectNode();
        setting.put("key", key.name);
        setting.put("type", key.type.name().toLowerCase(Locale.ROOT));
        // As text, the way server.properties spells it: JSON's readers round Long.MAX_VALUE.
        setting.put("default", key.hasDefault() ? ConfigDef.convertToString(key.defaultValue, key.type) : null);
        setting.set("validValues", validValues(key));
        return setting;
    }

    private static ObjectNode validValues(ConfigKey key) throws Exception {
        // What stands in a file is never null, so that rule says nothing.
        if (key.validator == null || key.validator instanceof ConfigDef.NonNullValidator) return null;
        ObjectNode valid = JSON.createObjectNode();
        if (key.validator instanceof ConfigDef.Range) {
            putIfPresent(valid, "min", (Number) fieldOf(key.validator, "min"));
            putIfPresent(valid, "max", (Number) fieldOf(key.validator, "max"));
        } else if (key.validator instanceof ConfigDef.ValidString) {
            putSorted(valid, fieldOf(key.validator, "validStrings"));
        } else if (key.validator instanceof ConfigDef.ValidList) {
            putSorted(valid, fieldOf(fieldOf(key.validator, "validString"), "validStrings"));
        } else if (key.validator instanceof ConfigDef.NonEmptyString) {
            valid.put("minLength", 1);
        } else if (key.type == ConfigDef.Type.INT) {
            putProbed(valid, key);
        } else {
            valid.put("text", key.validator.toString());
        }
        return valid;
    }

    /** Asks a validator that is code about each number: its longest run and the numbers beside it. */
    private static void putProbed(ObjectNode valid, ConfigKey key) {
        List<Integer> accepted = new ArrayList<>();
        for (int number = -PROBED; number <= PROBED; number++) if (accepts(key, number)) accepted.add(number);
        int longestStart = 0;
        int longestEnd = 0;
        for (int start = 0, end; start < accepted.size(); start = end + 1) {
            end = start;
            while (end + 1 < accepted.size() && accepted.get(end + 1) == accepted.get(end) + 1) end++;
            if (end - start > longestEnd - longestStart) {
                longestStart = start;
                longestEnd = end;
            }
        }
        if (!accepts(key, Integer.MIN_VALUE)) valid.put("min", accepted.get(longestStart));
        if (!accepts(key, Integer.MAX_VALUE)) valid.put("max", accepted.get(longestEnd));
        ArrayNode also = valid.putArray("also");
        for (int index = 0; index < accepted.size(); index++) {
            if (index < longestStart || index > longestEnd) also.add(accepted.get(index));
        }
    }

    private static boolean accepts(ConfigKey key, Object value) {
        try {
            key.validator.ensureValid(key.name, value);
            return true;
        } catch (ConfigException refused) {
            return false;
        }
    }

    private static void putIfPresent(ObjectNode node, String name, Number bound) {
        if (bound instanceof Double || bound instanceof Float) node.put(name, bound.doubleValue());
        else if (bound != null) node.put(name, bound.longValue());
    }

    private static void putSorted(ObjectNode node, Object values) {
        ArrayNode oneOf = node.putArray("oneOf");
        for (Object value : new TreeSet<>((Collection<?>) values)) oneOf.add((String) value);
    }

    private static Object fieldOf(Object object, String name) throws Exception {
        Field field = object.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(object);
    }
}
