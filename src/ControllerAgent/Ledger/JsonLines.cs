using System.IO.Compression;
using System.Text.Json;
using DtnBox.Contracts;

namespace DtnBox.ControllerAgent.Ledger;

/// <summary>JSON lines as gzip members.</summary>
internal static class JsonLines
{
    /// <summary>
    /// A member stays below the 4 MiB that the control plane takes, because its lines do before they are compressed.
    /// </summary>
    private const int MemberBytes = (4 * 1024 * 1024) - (64 * 1024);

    /// <summary>Packs lines into as few members as the limit allows; the order is kept.</summary>
    public static IEnumerable<byte[]> Pack<TLine>(IEnumerable<TLine> lines)
    {
        List<byte[]> member = [];
        int bytes = 0;
        foreach (TLine line in lines)
        {
            byte[] json = JsonSerializer.SerializeToUtf8Bytes(line, ContractJson.Options);
            if (member.Count > 0 && bytes + json.Length + 1 > MemberBytes)
            {
                yield return Compress(member);
                member.Clear();
                bytes = 0;
            }

            member.Add(json);
            bytes += json.Length + 1;
        }

        if (member.Count > 0)
        {
            yield return Compress(member);
        }
    }

    /// <summary>Packs lines that must stay together, whatever their size.</summary>
    public static byte[] PackOne<TLine>(IEnumerable<TLine> lines)
        => Compress(lines.Select(line => JsonSerializer.SerializeToUtf8Bytes(line, ContractJson.Options)));

    private static byte[] Compress(IEnumerable<byte[]> lines)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            foreach (byte[] line in lines)
            {
                gzip.Write(line);
                gzip.WriteByte((byte)'\n');
            }
        }

        return packed.ToArray();
    }
}
