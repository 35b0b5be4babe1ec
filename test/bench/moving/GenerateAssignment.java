import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.admin.BrokerMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.tools.reassign.ReassignPartitionsCommand;

/**
 * What `kafka-reassign-partitions --generate` proposes, without a cluster. Reads lines `broker ID RACK` and
 * `topic NAME PARTITIONS REPLICAS`; prints `NAME-PARTITION ID,ID,ID`.
 */
public class GenerateAssignment {
    public static void main(String[] arguments) throws Exception {
        List<BrokerMetadata> brokers = new ArrayList<>();
        Map<TopicPartition, List<Integer>> current = new HashMap<>();
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ");
            if (words[0].equals("broker")) {
                brokers.add(new BrokerMetadata(Integer.parseInt(words[1]), Optional.of(words[2])));
                continue;
            }
            // Of what is there it looks at the number of replicas alone.
            List<Integer> replicas = Collections.nCopies(Integer.parseInt(words[3]), 0);
            for (int index = 0; index < Integer.parseInt(words[2]); index++) {
                current.put(new TopicPartition(words[1], index), replicas);
            }
        }
        Method calculate = ReassignPartitionsCommand.class.getDeclaredMethod(
                "calculateAssignment", Map.class, List.class);
        calculate.setAccessible(true);
        @SuppressWarnings("unchecked")
        Map<TopicPartition, List<Integer>> proposed =
                (Map<TopicPartition, List<Integer>>) calculate.invoke(null, current, brokers);
        PrintStream out = new PrintStream(System.out, false);
        StringBuilder text = new StringBuilder();
        proposed.forEach((partition, replicas) -> {
            text.append(partition.topic()).append('-').append(partition.partition()).append(' ');
            for (int at = 0; at < replicas.size(); at++) text.append(at > 0 ? "," : "").append(replicas.get(at));
            text.append('\n');
        });
        out.print(text);
        out.flush();
    }
}
