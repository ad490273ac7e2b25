using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace DtnBox.DurableTask.Replay;

/// <summary>Name-based GUIDs (RFC 4122, version 5), equal to those of the official worker.</summary>
internal static class DeterministicGuid
{
    private static readonly Guid Namespace = new("9e952958-5e33-4daf-827f-2fa12937b875");

    /// <param name="counter">How many GUIDs this execution has made before.</param>
    public static Guid Create(string instanceId, DateTime now, int counter)
        => Create($"{instanceId}_{now:o}_{counter}");

    [SuppressMessage("Security", "CA5350", Justification = "Version 5 is defined by SHA-1; nothing secret depends on it.")]
    internal static Guid Create(string name)
    {
        int nameLength = Encoding.UTF8.GetByteCount(name);
        byte[] input = new byte[16 + nameLength];
        Namespace.TryWriteBytes(input, bigEndian: true, out _);
        Encoding.UTF8.GetBytes(name, input.AsSpan(16));

        Span<byte> guid = SHA1.HashData(input).AsSpan(0, 16);
        guid[6] = (byte)((guid[6] & 0x0F) | 0x50);
        guid[8] = (byte)((guid[8] & 0x3F) | 0x80);
        return new Guid(guid, bigEndian: true);
    }
}
