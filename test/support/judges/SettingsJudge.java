import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import kafka.server.KafkaConfig;
import org.apache.kafka.common.message.ApiMessageType;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.storage.internals.log.LogConfig;
import org.apache.zookeeper.server.quorum.QuorumPeerConfig;

/**
 * Lets Kafka's and ZooKeeper's own classes judge sets of settings, each as at a start. Reads the sets,
 * a JSON array of objects, from standard input; prints a JSON array that says for each what is wrong
 * with it, or null.
 */
public class SettingsJudge {
    private static final ObjectMapper JSON = new ObjectMapper();

    private interface Judge {
        void judge(Properties settings) throws Exception;
    }

    private static final Map<String, Judge> JUDGES = Map.of(
            "broker", SettingsJudge::judgeBroker,
            "zookeeper", SettingsJudge::judgeZookeeper,
            "request", SettingsJudge::judgeRequest,
            "constant", SettingsJudge::judgeConstant);

    public static void main(String[] arguments) throws Exception {
        Judge judge = JUDGES.get(arguments[0]);
        List<Map<String, String>> sets = JSON.readValue(System.in, new TypeReference<>() {});
        List<String> verdicts = new ArrayList<>();
        for (Map<String, String> set : sets) {
            Properties settings = new Properties();
            settings.putAll(set);
            verdicts.add(complaint(judge, settings));
        }
        System.out.println(JSON.writeValueAsString(verdicts));
    }

    private static String complaint(Judge judge, Properties settings) {
        try {
            judge.judge(settings);
            return null;
        } catch (Exception refusal) {
            return String.valueOf(refusal.getMessage());
        }
    }

    /** What KafkaServer does before it opens a socket, and LogManager before it opens a log. */
    private static void judgeBroker(Properties settings) {
        KafkaConfig config = new KafkaConfig(settings, false);
        boolean tiered = config.getBoolean("remote.log.storage.system.enable");
        LogConfig.validateBrokerLogConfigValues(config.extractLogConfigMap(), tiered);
    }

    /** What QuorumPeerMain does first; the member's data folder is one of ours. */
    private static void judgeZookeeper(Properties settings) throws Exception {
        Path folder = Files.createTempDirectory("settings-judge");
        Path myid = folder.resolve("myid");
        Path file = folder.resolve("zoo.cfg");
        try {
            Files.writeString(myid, "1");
            settings.setProperty("dataDir", folder.toString());
            settings.setProperty("dataLogDir", folder.toString());
            try (var writer = Files.newBufferedWriter(file)) {
                settings.store(writer, null);
            }
            new QuorumPeerConfig().parse(file.toString());
        } finally {
            Files.deleteIfExists(file);
            Files.deleteIfExists(myid);
            Files.delete(folder);
        }
    }

    /** Whether a broker with ZooKeeper answers the request of this "key" in this "version". */
    private static void judgeRequest(Properties question) {
        ApiKeys request = ApiKeys.forId(Integer.parseInt(question.getProperty("key")));
        short version = Short.parseShort(question.getProperty("version"));
        boolean isKnown = request.inScope(ApiMessageType.ListenerType.ZK_BROKER);
        if (isKnown && version >= request.oldestVersion() && version <= request.latestVersion(false)) return;
        throw new IllegalArgumentException(
                request.name + " is answered up to version " + request.latestVersion(false));
    }

    /** Whether "class" holds "text" as a constant. */
    private static void judgeConstant(Properties question) throws IOException {
        String name = "/" + question.getProperty("class").replace('.', '/') + ".class";
        try (InputStream stream = SettingsJudge.class.getResourceAsStream(name)) {
            if (stream == null) throw new IllegalArgumentException("there is no " + name);
            // A constant of N letters stands in a class file as its length in two bytes, then the letters.
            String text = question.getProperty("text");
            String constant = "" + (char) (text.length() >> 8) + (char) (text.length() & 0xff) + text;
            String bytes = new String(stream.readAllBytes(), StandardCharsets.ISO_8859_1);
            if (!bytes.contains(constant)) throw new IllegalArgumentException(name + " has no " + text);
        }
    }
}
