import java.io.File;
import org.apache.log4j.Logger;

/**
 * Logs lines numbered from 0, each to the next of the loggers named, as fast as log4j takes them.
 * Where {@code most} closed files of a log wait in the folder, it waits too: faster than that log4j
 * deletes the oldest, as it is told to.
 */
public class NumberedLines {
    public static void main(String[] arguments) throws InterruptedException {
        File folder = new File(arguments[0]);
        int lines = Integer.parseInt(arguments[1]);
        int most = Integer.parseInt(arguments[2]);
        String[] loggers = arguments[3].split(",");
        for (int number = 0; number < lines; number++) {
            if (number % 100 == 0) {
                while (mostClosedFiles(folder) >= most) Thread.sleep(1);
            }
            Logger.getLogger(loggers[number % loggers.length]).info("line " + number + " of " + lines);
        }
    }

    private static int mostClosedFiles(File folder) {
        int most = 0;
        for (String name : folder.list()) {
            int dot = name.indexOf(".log.");
            if (dot >= 0) most = Math.max(most, Integer.parseInt(name.substring(dot + ".log.".length())));
        }
        return most;
    }
}
