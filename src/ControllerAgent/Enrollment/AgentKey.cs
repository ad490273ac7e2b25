using System.Security.Cryptography;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>The agent's P-256 key pair. Made once; the private half never leaves the state directory.</summary>
internal sealed class AgentKey : IDisposable
{
    private const string FileName = "key.pem";

    private AgentKey(ECDsa pair) => Pair = pair;

    public ECDsa Pair { get; }

    /// <summary>Gets base64 of the public key, DER SubjectPublicKeyInfo.</summary>
    public string Public => Convert.ToBase64String(Pair.ExportSubjectPublicKeyInfo());

    /// <summary>Loads the key pair; makes and stores it the first time.</summary>
    public static AgentKey LoadOrCreate(StateDirectory state)
    {
        ECDsa pair = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (state.Read(FileName) is { } stored)
        {
            pair.ImportFromPem(stored);
        }
        else
        {
            // Stored before it is ever sent: an enrolment whose answer is lost is repeated with this same key.
            state.Write(FileName, pair.ExportPkcs8PrivateKeyPem());
        }

        return new AgentKey(pair);
    }

    public void Dispose() => Pair.Dispose();
}
