using System.IO.Compression;
using System.Text.Json;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>A page of a list while it is filled: held compressed.</summary>
internal sealed class KeyListPage : IDisposable
{
    private readonly MemoryStream _packed = new();
    private readonly GZipStream _gzip;

    public KeyListPage() => _gzip = new GZipStream(_packed, CompressionLevel.Fastest, leaveOpen: true);

    public int Keys { get; private set; }

    public void Add(string key)
    {
        _gzip.Write(JsonSerializer.SerializeToUtf8Bytes(key));
        _gzip.WriteByte((byte)'\n');
        Keys++;
    }

    /// <summary>Ends the page and gives all of it. Nothing can be added afterwards.</summary>
    public Stream Finish()
    {
        _gzip.Dispose();
        _packed.Position = 0;
        return _packed;
    }

    public void Dispose()
    {
        _gzip.Dispose();
        _packed.Dispose();
    }
}
