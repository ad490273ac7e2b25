using System.Security.Cryptography;

namespace DtnBox.ControllerAgent.Enrollment;

/// <summary>A P-256 key pair of the agent. The private half never leaves the state directory.</summary>
internal sealed class AgentKey
{
    private AgentKey(ECDsa pair) => Pair = pair;

    public ECDsa Pair { get; }

    /// <summary>Gets base64 of the public key, DER SubjectPublicKeyInfo.</summary>
    public string Public => Convert.ToBase64String(Pair.ExportSubjectPublicKeyInfo());

    /// <summary>Loads a key pair; null when it is not stored.</summary>
    /// <exception cref="StateDirectoryException">It is stored and is no key.</exception>
    public static AgentKey? Load(StateDirectory state, string file)
    {
        if (state.Read(file) is not { } stored)
        {
            return null;
        }

        ECDsa pair = ECDsa.Create();
        try
        {
            pair.ImportFromPem(stored);
        }
        catch (Exception garbled) when (garbled is ArgumentException or CryptographicException)
        {
            throw new StateDirectoryException(
                $"{file} in the state directory is no key: {garbled.Message} Bring it back from a backup, or empty the "
                + "directory and start the agent with a new code ('dtnbox node enroll NODE').",
                garbled);
        }

        return new AgentKey(pair);
    }

    /// <summary>Makes a key pair and stores it, before it is ever sent: what is sent can then be sent again.</summary>
    public static AgentKey Create(StateDirectory state, string file)
    {
        var key = new AgentKey(ECDsa.Create(ECCurve.NamedCurves.nistP256));
        key.Store(state, file);
        return key;
    }

    public void Store(StateDirectory state, string file) => state.Write(file, Pair.ExportPkcs8PrivateKeyPem());
}
