package org.entitlementledger.api.security.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jca.JCAContext;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.EdECPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.Set;

/** Verifies Ed25519 by the JDK (RFC 8037): Nimbus needs another library for it. */
final class Ed25519Verifier implements JWSVerifier {
  /** What makes 32 bytes a SubjectPublicKeyInfo (RFC 8410, section 4). */
  private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

  /** Makes verifiers of this kind for keys of this kind, and Nimbus's own for all others. */
  static final class Factory extends DefaultJWSVerifierFactory {
    @Override
    public JWSVerifier createJWSVerifier(JWSHeader header, Key key) throws JOSEException {
      return key instanceof EdECPublicKey edwards
          ? new Ed25519Verifier(edwards)
          : super.createJWSVerifier(header, key);
    }
  }

  private final PublicKey key;
  private final JCAContext context = new JCAContext();

  private Ed25519Verifier(PublicKey key) {
    this.key = key;
  }

  /** The key with these bytes, as {@code x} of a JWK names them. */
  static PublicKey publicKey(byte[] x) {
    var encoded = new ByteArrayOutputStream();
    encoded.writeBytes(PREFIX);
    encoded.writeBytes(x);
    try {
      return KeyFactory.getInstance("Ed25519")
          .generatePublic(new X509EncodedKeySpec(encoded.toByteArray()));
    } catch (GeneralSecurityException unfit) {
      throw new TokenRefused(TokenFault.UNKNOWN_KEY);
    }
  }

  @Override
  public boolean verify(JWSHeader header, byte[] signed, Base64URL signature) throws JOSEException {
    if (!supportedJWSAlgorithms().contains(header.getAlgorithm())
        || header.getCriticalParams() != null) {
      return false;
    }
    try {
      Signature ed25519 = Signature.getInstance("Ed25519");
      ed25519.initVerify(key);
      ed25519.update(signed);
      return ed25519.verify(signature.decode());
    } catch (SignatureException malformed) {
      return false;
    } catch (GeneralSecurityException impossible) {
      throw new JOSEException("every JDK has Ed25519", impossible);
    }
  }

  @Override
  public Set<JWSAlgorithm> supportedJWSAlgorithms() {
    return Set.of(JWSAlgorithm.EdDSA, JWSAlgorithm.Ed25519);
  }

  @Override
  public JCAContext getJCAContext() {
    return context;
  }
}
