using System.Security.Cryptography;
using System.Text;

namespace DtnBox.Receipts;

/// <summary>Ties each line to all lines above it, so that the first one that was altered can be named.</summary>
/// <remarks>
/// A line's chain is the SHA-256 of the chain of the line above, as its 64 hex characters (nothing for the first line),
/// followed by the line's own bytes without the chain. Text and not bytes, so that <c>sha256sum</c> can follow.
/// </remarks>
internal sealed class ReceiptChain : IDisposable
{
    public const int HexLength = 64;

    private readonly IncrementalHash _hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);

    /// <summary>Gets the chain of the last line; empty before the first.</summary>
    public string Value { get; private set; } = string.Empty;

    /// <summary>Takes a line in.</summary>
    /// <param name="line">The line up to its chain, without the closing brace.</param>
    public string Append(ReadOnlySpan<byte> line)
    {
        _hash.AppendData(Encoding.ASCII.GetBytes(Value));
        _hash.AppendData(line);
        _hash.AppendData("}"u8);
        return Value = Convert.ToHexStringLower(_hash.GetHashAndReset());
    }

    public void Dispose() => _hash.Dispose();
}
