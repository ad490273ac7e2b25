namespace DtnBox.Judge;

/// <summary>One of the places that should hold the same objects.</summary>
public interface ICopy
{
    /// <summary>Gets what people call it.</summary>
    string Name { get; }

    /// <summary>Lists all objects in the order of the bytes of their keys, as S3 does.</summary>
    IAsyncEnumerable<ListedObject> ListAsync(CancellationToken cancellationToken);

    /// <summary>Reads an object to its end. Never holds more than a buffer of it.</summary>
    Task<ReadObject> ReadAsync(string key, CancellationToken cancellationToken);
}

/// <param name="Key">The key without the copy's prefix.</param>
/// <param name="Size">In bytes.</param>
public sealed record ListedObject(string Key, long Size);

/// <param name="Size">How many bytes came.</param>
/// <param name="Sha256">Their hash, in lower-case hexadecimal digits.</param>
public sealed record ReadObject(long Size, string Sha256);
