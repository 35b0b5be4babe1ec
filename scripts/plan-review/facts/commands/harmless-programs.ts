/** Programs that read, wait, say or reckon, and leave everything as it is. */
export const HARMLESS_PROGRAMS: ReadonlySet<string> = new Set(
  (
    'echo printf true false : test [ [[ sleep wait date cal hostname hostnamectl timedatectl id whoami groups ' +
    'uname arch nproc pwd ls dir tree cat head tail tac less more grep egrep fgrep rg awk gawk cut tr sort ' +
    'uniq wc nl column paste join comm jq yq xmllint diff cmp stat file which whereis type command hash ' +
    'basename dirname readlink realpath mktemp seq expr bc let env printenv nc ncat netcat telnet ping ' +
    'ping6 dig nslookup host getent traceroute openssl ssh-keygen ssh-keyscan ssh-add ssh-agent gpg sha1sum ' +
    'sha256sum sha512sum md5sum shasum cksum base64 xxd od hexdump strings touch mkdir uptime df du free ' +
    'vmstat iostat lsblk blkid findmnt mountpoint lsof ss netstat ps pgrep pidof top journalctl dmesg cd pushd ' +
    'popd exit return break continue shift set shopt ulimit umask trap read unset alias local export declare ' +
    'zip gzip bzip2 xz zstd zcat pip pip3 virtualenv poetry mvn cargo javac tsc wait-for-it ' +
    'cloud-init needs-restarting udevadm sync locale-gen update-ca-certificates ' +
    'update-alternatives add-apt-repository apt-key useradd groupadd adduser addgroup add-content ' +
    'out-null write-host write-output start-sleep get-content test-path get-service get-process new-item ' +
    'start-service select-string exec nop yes clear tput logger seq shuf envsubst'
  ).split(' '),
);
