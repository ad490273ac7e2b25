using System.Security.Cryptography;
using System.Text.Json;
using DtnBox.LocalIdentity.Configuration;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.IdentityModel.Tokens;

namespace DtnBox.LocalIdentity.Keys;

/// <summary>One file for each key, encrypted with Data Protection.</summary>
internal sealed class KeyFiles(StateDirectory directory, IDataProtectionProvider protection)
{
    private const int SigningBits = 3072;
    private const int EncryptionBytes = 32;
    private const string Extension = ".key";

    private readonly IDataProtector _protector = protection.CreateProtector("DtnBox.LocalIdentity.ServerKey.v1");

    public IReadOnlyList<ServerKey> Load() =>
    [
        .. Directory.EnumerateFiles(directory.ServerKeys, "*" + Extension)
            .Select(path => Read(Path.GetFileNameWithoutExtension(path), File.ReadAllText(path))),
    ];

    /// <summary>Makes a key. It is on disk when this returns: what it signs can be verified after any crash.</summary>
    public ServerKey Create(DateTimeOffset signsFrom)
    {
        using var rsa = RSA.Create(SigningBits);
        string id = Base64UrlEncoder.Encode(RandomNumberGenerator.GetBytes(12));
        var stored = new StoredKey(signsFrom, rsa.ExportPkcs8PrivateKey(), RandomNumberGenerator.GetBytes(EncryptionBytes));
        string content = _protector.Protect(JsonSerializer.Serialize(stored));
        StateDirectory.Write(PathOf(id), content);
        return Read(id, content);
    }

    public void Delete(string id) => File.Delete(PathOf(id));

    private string PathOf(string id) => Path.Combine(directory.ServerKeys, id + Extension);

    private ServerKey Read(string id, string content)
    {
        try
        {
            StoredKey stored = JsonSerializer.Deserialize<StoredKey>(_protector.Unprotect(content))!;
            var rsa = RSA.Create();
            rsa.ImportPkcs8PrivateKey(stored.Signing, out _);
            return new ServerKey(
                id, stored.SignsFrom, new RsaSecurityKey(rsa) { KeyId = id },
                new SymmetricSecurityKey(stored.Encryption) { KeyId = id });
        }
        catch (CryptographicException fault)
        {
            throw new StateDirectoryException(
                $"{PathOf(id)} cannot be decrypted with the key ring in {directory.ProtectionKeys}. Restore both from the "
                + "same backup, or delete the .key files: then everybody has to sign in again.",
                fault);
        }
    }

    private sealed record StoredKey(DateTimeOffset SignsFrom, byte[] Signing, byte[] Encryption);
}
