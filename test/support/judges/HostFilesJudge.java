import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import kafka.security.authorizer.AclAuthorizer;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.types.Password;
import org.apache.kafka.common.utils.Utils;
import org.apache.log4j.LogManager;
import org.apache.log4j.PropertyConfigurator;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/**
 * Reads configuration files as Kafka, ZooKeeper and log4j do at a start. Takes [{kind, path}] as JSON
 * from standard input; prints for each what was read, or the refusal under "refused".
 */
public class HostFilesJudge {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final PrintStream OUT = System.out;

    public static void main(String[] arguments) throws Exception {
        List<Map<String, String>> files = JSON.readValue(System.in, new TypeReference<>() {});
        for (Map<String, String> file : files) OUT.println(JSON.writeValueAsString(read(file)));
    }

    private static Map<String, String> read(Map<String, String> file) {
        String path = file.get("path");
        try {
            return switch (file.get("kind")) {
                case "broker" -> readBroker(path);
                case "zookeeper" -> readZookeeper(path);
                case "log4j" -> readLog4j(path);
                case "properties" -> readProperties(path);
                default -> throw new IllegalArgumentException(file.get("kind"));
            };
        } catch (Exception refusal) {
            return Map.of("refused", String.valueOf(refusal));
        }
    }

    private static final Pattern LISTENER_KEY =
            Pattern.compile("(listener\\.name\\.[^.]+\\.(?:scram-sha-\\d+\\.)?).+");

    /** What the authorizer reads by itself, out of what the broker was given. */
    private static final Set<String> AUTHORIZER_KEYS =
            Set.of(AclAuthorizer.SuperUsersProp(), AclAuthorizer.AllowEveryoneIfNoAclIsFoundProp());

    /** Each key of the file with the value that the broker makes of it; "unknown" where it ignores it. */
    private static Map<String, String> readBroker(String path) throws Exception {
        Properties written = Utils.loadProps(path);
        KafkaConfig config = new KafkaConfig(written, false);
        Map<String, ConfigDef.ConfigKey> known = KafkaConfig.configDef().configKeys();
        Map<String, String> values = new LinkedHashMap<>();
        for (String key : written.stringPropertyNames()) {
            if (AUTHORIZER_KEYS.contains(key)) {
                values.put(key, String.valueOf(config.originals().get(key)));
                continue;
            }
            // A key of one listener, or of one way to log in there: its value stands above that of all.
            Matcher ofListener = LISTENER_KEY.matcher(key);
            String prefix = ofListener.matches() ? ofListener.group(1) : "";
            String base = key.substring(prefix.length());
            ConfigDef.ConfigKey definition = known.get(base);
            Object value = prefix.isEmpty()
                    ? config.values().get(base)
                    : config.valuesWithPrefixOverride(prefix).get(base);
            values.put(key, definition == null
                    ? "unknown"
                    : asText(value, definition.type));
        }
        return values;
    }

    private static String asText(Object value, ConfigDef.Type type) {
        return value instanceof Password password ? password.value() : ConfigDef.convertToString(value, type);
    }

    private static Map<String, String> readZookeeper(String path) throws Exception {
        QuorumPeerConfig config = new QuorumPeerConfig();
        config.parse(path);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("serverId", String.valueOf(config.getServerId()));
        values.put("tickTime", String.valueOf(config.getTickTime()));
        values.put("initLimit", String.valueOf(config.getInitLimit()));
        values.put("syncLimit", String.valueOf(config.getSyncLimit()));
        values.put("dataDir", config.getDataDir().getPath());
        values.put("dataLogDir", config.getDataLogDir().getPath());
        putAddress(values, "client", config.getClientPortAddress());
        putAddress(values, "secureClient", config.getSecureClientPortAddress());
        values.put("maxClientCnxns", String.valueOf(config.getMaxClientCnxns()));
        values.put("purgeInterval", String.valueOf(config.getPurgeInterval()));
        values.put("snapRetainCount", String.valueOf(config.getSnapRetainCount()));
        values.put("voters", String.valueOf(config.getQuorumVerifier().getVotingMembers().keySet()));
        values.put("standaloneEnabled", String.valueOf(QuorumPeerConfig.isStandaloneEnabled()));
        values.put("reconfigEnabled", String.valueOf(QuorumPeerConfig.isReconfigEnabled()));
        values.put("quorumListenOnAllIPs", String.valueOf(config.getQuorumListenOnAllIPs()));
        values.put("adminServer", System.getProperty("zookeeper.admin.enableServer"));
        values.put("fourLetterWords", System.getProperty("zookeeper.4lw.commands.whitelist"));
        values.put("tcpKeepAlive", System.getProperty("zookeeper.tcpKeepAlive"));
        return values;
    }

    /** Nothing where it is closed. */
    private static void putAddress(Map<String, String> values, String name, InetSocketAddress address) {
        if (address == null) return;
        values.put(name + "Port", String.valueOf(address.getPort()));
        values.put(name + "Address", address.getHostString());
    }

    /** What log4j says about the file; it complains on the error stream alone. */
    private static Map<String, String> readLog4j(String path) {
        PrintStream before = System.err;
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        System.setErr(new PrintStream(complaints, true));
        try {
            PropertyConfigurator.configure(path);
            LogManager.getRootLogger().info("a line");
            LogManager.shutdown();
        } finally {
            System.setErr(before);
        }
        return Map.of("complaints", complaints.toString());
    }

    private static Map<String, String> readProperties(String path) throws Exception {
        Map<String, String> values = new LinkedHashMap<>();
        Utils.loadProps(Path.of(path).toString()).forEach((key, value) -> values.put((String) key, (String) value));
        return values;
    }
}
