"""What moto's AWS Private CA leaves out: the names and the life that IssueCertificate asks for.

Without them it signs for the names in the request, and for a year.
"""

import datetime
import ipaddress
import json
import threading

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from moto.acmpca.models import CertificateAuthority
from moto.acmpca.responses import ACMPCAResponse

APIPASSTHROUGH = "EndEntityCertificate_APIPassthrough/V1"
END_ENTITY = "arn:aws:acm-pca:::template/EndEntityCertificate/V1"

asked = threading.local()


def sign_what_is_asked_for() -> None:
    issue, extensions_of = ACMPCAResponse.issue_certificate, CertificateAuthority._x509_extensions
    generate = CertificateAuthority.generate_cert

    def issue_asked(self):
        asked.parameters = json.loads(self.body)
        try:
            return issue(self)
        finally:
            del asked.parameters

    def extensions_asked(self, csr, template_arn):
        if not (template_arn or "").endswith(APIPASSTHROUGH):
            return extensions_of(self, csr, template_arn)
        own = extensions_of(self, csr, END_ENTITY)
        kept = [each for each in own if not isinstance(each[0], x509.SubjectAlternativeName)]
        given = asked.parameters["ApiPassthrough"].get("Extensions", {})
        names = [general_name(each) for each in given.get("SubjectAlternativeNames", [])]
        return kept + ([(x509.SubjectAlternativeName(names), False)] if names else [])

    def generate_asked(self, subject, public_key, extensions):
        parameters = getattr(asked, "parameters", {})
        if not parameters.get("TemplateArn", "").endswith(APIPASSTHROUGH):
            return generate(self, subject, public_key, extensions)
        common_name = parameters["ApiPassthrough"]["Subject"]["CommonName"]
        now = datetime.datetime.now(datetime.timezone.utc)
        builder = (
            x509.CertificateBuilder()
            .subject_name(x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, common_name)]))
            .issuer_name(self.issuer)
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - datetime.timedelta(hours=1))
            .not_valid_after(now + datetime.timedelta(days=parameters["Validity"]["Value"]))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        signed = builder.sign(self.key, hashes.SHA256())
        return signed.public_bytes(serialization.Encoding.PEM)

    ACMPCAResponse.issue_certificate = issue_asked
    CertificateAuthority._x509_extensions = extensions_asked
    CertificateAuthority.generate_cert = generate_asked


def general_name(given: dict) -> x509.GeneralName:
    if "IpAddress" in given:
        return x509.IPAddress(ipaddress.ip_address(given["IpAddress"]))
    return x509.DNSName(given["DnsName"])
