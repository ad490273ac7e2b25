using System.Text;

namespace DtnBox.Judge;

/// <summary>The order of S3's listings: by the bytes of UTF-8, which is not the order of .NET's strings.</summary>
public sealed class KeyOrder : IComparer<string>
{
    public static KeyOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
        => Encoding.UTF8.GetBytes(x ?? string.Empty).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(y ?? string.Empty));
}
