namespace DtnBox.Contracts.Browse;

/// <summary>A bucket: <c>GET /api/v1/nodes/{id}/buckets</c> gives a page of them.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CreatedAt">When it was made; absent when it is known from a grant alone.</param>
public sealed record BucketView(string Name, DateTimeOffset? CreatedAt = null);

/// <summary>One page of a folder: <c>GET /api/v1/nodes/{id}/objects</c>.</summary>
/// <param name="Folders">
/// What the keys of folders begin with, whole and mostly with a slash at the end: pass one as <c>prefix</c> to look into it.
/// </param>
/// <param name="Objects">The objects; that of a folder itself, with its prefix as key, is among them when there is one.</param>
/// <param name="Next">Pass it as <c>after</c> to get the next page; absent on the last page.</param>
public sealed record FolderPage(IReadOnlyList<string> Folders, IReadOnlyList<ObjectEntry> Objects, string? Next = null);

/// <summary>An object in a folder.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Size">In bytes.</param>
/// <param name="ModifiedAt">When it was written last.</param>
/// <param name="ETag">Its entity tag, without quotes.</param>
/// <param name="StorageClass">Its storage class, when the store says one.</param>
public sealed record ObjectEntry(
    string Key, long Size, DateTimeOffset? ModifiedAt = null, string? ETag = null, string? StorageClass = null);

/// <summary>Makes a folder, once however often it is sent: <c>POST /api/v1/nodes/{id}/folders</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What the keys in it will begin with; a slash at its end is added when it lacks.</param>
public sealed record MakeFolder(string Bucket, string Prefix);

/// <summary>Deletes objects: <c>POST /api/v1/nodes/{id}/objects/delete</c>. What is not there counts as deleted.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Keys">The whole keys, 1 to 1000.</param>
public sealed record DeleteObjects(string Bucket, IReadOnlyList<string> Keys);

/// <summary>What came of it, in the order of the keys.</summary>
public sealed record DeletedObjects(IReadOnlyList<ObjectDeletion> Objects);

/// <summary>What came of one key.</summary>
/// <param name="Key">The key.</param>
/// <param name="Error">Why the object is still there; absent when it is gone.</param>
public sealed record ObjectDeletion(string Key, Fault? Error = null);

/// <summary>What a link is good for.</summary>
public enum LinkAction
{
    /// <summary>Getting the object, as a file to be saved.</summary>
    Download,

    /// <summary>Putting the object.</summary>
    Upload,
}

/// <summary>Makes an address that one object can be got from or put to: <c>POST /api/v1/nodes/{id}/objects/links</c>.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Key">The object's whole key.</param>
/// <param name="Action">What for.</param>
/// <param name="Size">Of an upload: how many bytes it must have; absent for any.</param>
public sealed record MakeLink(string Bucket, string Key, LinkAction Action, long? Size = null);

/// <summary>An address with a signature in it. Whoever has it may do what it is for, until it expires.</summary>
/// <param name="Url">The address, to be used exactly as it is.</param>
/// <param name="Method">The method to use.</param>
/// <param name="ExpiresAt">Until when the store takes it.</param>
public sealed record ObjectLink(string Url, string Method, DateTimeOffset ExpiresAt)
{
    /// <summary>Without the address: it ends up in logs too easily.</summary>
    public override string ToString() => $"{Method} until {ExpiresAt:u}";
}
