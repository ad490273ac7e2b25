namespace DtnBox.Transfer.Stores;

/// <summary>Bytes of an object, from an offset on.</summary>
public sealed record ByteRange(long Offset, long Length)
{
    internal string Header => $"bytes={Offset}-{Offset + Length - 1}";
}
