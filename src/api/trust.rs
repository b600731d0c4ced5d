//! Verifies certificates against the trust store of the operating system, and tells whose they
//! are.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

use jiff::Timestamp;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::{
    CryptoProvider, WebPkiSupportedAlgorithms, ring, verify_tls12_signature, verify_tls13_signature,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{
    CertificateError, ClientConfig, DigitallySignedStruct, Error as TlsError, SignatureScheme,
};
use rustls_platform_verifier::Verifier;
use x509_parser::prelude::{FromDer, X509Certificate};

use crate::crash::lock;
use crate::domain::ServerText;

/// Protocols inside TLS, the preferred first.
const SPOKEN: [&[u8]; 2] = [b"h2", b"http/1.1"];

#[derive(Debug, Clone)]
pub(super) struct Trust {
    /// Without a single root nobody is believed; the sample service of this very computer
    /// still works.
    system: Option<Arc<Verifier>>,
    provider: Arc<CryptoProvider>,
}

impl Trust {
    pub(super) fn new(extra_roots: Vec<CertificateDer<'static>>) -> Result<Self, TlsError> {
        // Keeps the first in a process only, and any is as good.
        let _ = ring::default_provider().install_default();
        let provider = Arc::new(ring::default_provider());
        let with = |roots| Verifier::new_with_extra_roots(roots, provider.clone());
        let verifier = with(extra_roots).or_else(|error| {
            misled().for_each(|why| tracing::warn!("{why}"));
            match error {
                TlsError::General(_) => with(usual_roots()),
                error => Err(error),
            }
        });
        let system = match verifier {
            Ok(verifier) => Some(Arc::new(verifier)),
            Err(TlsError::General(_)) => None,
            Err(error) => return Err(error),
        };
        Ok(Self { system, provider })
    }

    /// Remembers nothing of earlier connections, and records the certificate it is shown.
    pub(super) fn config(&self) -> Result<(ClientConfig, Arc<RecordingVerifier>), TlsError> {
        let verifier = Arc::new(RecordingVerifier {
            trust: self.clone(),
            last: Mutex::default(),
        });
        let mut config = ClientConfig::builder_with_provider(self.provider.clone())
            .with_safe_default_protocol_versions()?
            .dangerous()
            .with_custom_certificate_verifier(verifier.clone())
            .with_no_client_auth();
        config.alpn_protocols = SPOKEN.iter().map(|name| name.to_vec()).collect();
        Ok((config, verifier))
    }

    fn algorithms(&self) -> &WebPkiSupportedAlgorithms {
        &self.provider.signature_verification_algorithms
    }
}

/// Names the variables that lead to no certificate at all.
pub(super) fn misled() -> impl Iterator<Item = String> {
    let is_pem = |file: &Path| {
        // Opening a pipe would wait for ever.
        let found = file.is_file().then(|| CertificateDer::pem_file_iter(file));
        found.is_some_and(|found| found.into_iter().flatten().any(|one| one.is_ok()))
    };
    let has_pem = |folder: PathBuf| {
        let mut entries = folder.read_dir().into_iter().flatten().flatten();
        entries.any(|entry| is_pem(&entry.path()))
    };
    let file = std::env::var_os("SSL_CERT_FILE").filter(|file| !is_pem(Path::new(file)));
    let folders = std::env::var_os("SSL_CERT_DIR")
        .filter(|folders| !std::env::split_paths(folders).any(has_pem));
    let named = [("SSL_CERT_FILE", file), ("SSL_CERT_DIR", folders)];
    named.into_iter().filter_map(|(name, value)| {
        let value = value?;
        let path = value.display();
        Some(format!("{name} leads to no certificates: {path}"))
    })
}

/// Reads the roots where Linux distributions keep them, whatever the variables say.
fn usual_roots() -> Vec<CertificateDer<'static>> {
    const BUNDLES: [&str; 4] = [
        "/etc/ssl/certs/ca-certificates.crt",
        "/etc/pki/tls/certs/ca-bundle.crt",
        "/etc/ssl/ca-bundle.pem",
        "/etc/ssl/cert.pem",
    ];
    let mut roots = BUNDLES
        .iter()
        .filter_map(|bundle| CertificateDer::pem_file_iter(bundle).ok());
    roots.next().into_iter().flatten().flatten().collect()
}

/// Certificate that a service showed. Anything that cannot be read is left out.
#[derive(Debug, Default)]
pub(super) struct PeerCertificate {
    pub(super) is_confirmed: bool,
    /// The organisation that vouches for it or, for want of one, its name;
    /// blank where neither can be read.
    pub(super) issuer: ServerText,
    pub(super) until: Option<Timestamp>,
}

/// Judges as the operating system, and remembers the last certificate with its verdict.
#[derive(Debug)]
pub(super) struct RecordingVerifier {
    trust: Trust,
    last: Mutex<Option<(CertificateDer<'static>, bool)>>,
}

impl RecordingVerifier {
    pub(super) fn shown(&self) -> Option<PeerCertificate> {
        let last = lock(&self.last);
        let (der, is_confirmed) = last.as_ref()?;
        let mut shown = PeerCertificate {
            is_confirmed: *is_confirmed,
            ..PeerCertificate::default()
        };
        let Ok((_, certificate)) = X509Certificate::from_der(der) else {
            return Some(shown);
        };
        let issuer = certificate.issuer();
        let mut names = issuer.iter_organization().chain(issuer.iter_common_name());
        let name = names.next().map(|name| name.attr_value().data);
        // Old ones write two bytes a letter, of which the first is mostly 0.
        let name = String::from_utf8_lossy(name.unwrap_or_default()).replace('\0', "");
        shown.issuer = ServerText::new(&name);
        shown.until = Timestamp::from_second(certificate.validity().not_after.timestamp()).ok();
        Some(shown)
    }
}

impl ServerCertVerifier for RecordingVerifier {
    fn verify_server_cert(
        &self,
        end_entity: &CertificateDer<'_>,
        intermediates: &[CertificateDer<'_>],
        server_name: &ServerName<'_>,
        ocsp_response: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, TlsError> {
        let system = self.trust.system.as_ref();
        let system = system.ok_or_else(|| CertificateError::UnknownIssuer.into());
        let verdict = system.and_then(|system| {
            system.verify_server_cert(end_entity, intermediates, server_name, ocsp_response, now)
        });
        let shown = (end_entity.clone().into_owned(), verdict.is_ok());
        *lock(&self.last) = Some(shown);
        verdict
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls12_signature(message, cert, dss, self.trust.algorithms())
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        cert: &CertificateDer<'_>,
        dss: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, TlsError> {
        verify_tls13_signature(message, cert, dss, self.trust.algorithms())
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.trust.algorithms().supported_schemes()
    }
}
