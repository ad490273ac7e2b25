using System.Security.Cryptography;

namespace DtnBox.Randomized.Tests.Generation;

/// <summary>The bytes of an object: so many, made from a seed.</summary>
internal sealed record Content(int Size, int Seed)
{
#pragma warning disable CA5394 // Not a secret: it must come out the same for the same seed.
    public byte[] Bytes()
    {
        byte[] bytes = new byte[Size];
        new Random(Seed).NextBytes(bytes);
        return bytes;
    }
#pragma warning restore CA5394

    public string Sha256() => Convert.ToHexStringLower(SHA256.HashData(Bytes()));
}
