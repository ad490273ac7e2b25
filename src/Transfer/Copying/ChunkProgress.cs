namespace DtnBox.Transfer.Copying;

/// <summary>How far a chunk is, counted over the whole chunk. Written by the engine, read by the reporter, any time.</summary>
public sealed class ChunkProgress
{
    private long _objectsDone;
    private long _bytesDone;

    /// <summary>Gets the objects that are done, those of earlier runs included.</summary>
    public long ObjectsDone => Interlocked.Read(ref _objectsDone);

    /// <summary>Gets the bytes that the destination has acknowledged (copy) or that were read back (verify).</summary>
    public long BytesDone => Interlocked.Read(ref _bytesDone);

    /// <summary>Adds finished objects.</summary>
    public void AddObjects(long count) => Interlocked.Add(ref _objectsDone, count);

    /// <summary>Adds acknowledged bytes; negative when an upload has to begin again.</summary>
    public void AddBytes(long count) => Interlocked.Add(ref _bytesDone, count);
}
