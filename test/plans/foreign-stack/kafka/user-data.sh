#!/bin/bash
cat > /etc/kafka/server.properties <<END
broker.id=${broker_id}
log.dirs=/var/lib/kafka
ssl.truststore.password=${truststore_password}
END
systemctl start kafka
