namespace DtnBox.Contracts.Commands;

/// <summary>The questions about its store that an agent can answer while a person waits.</summary>
public static class QuestionNames
{
    public const string ListBuckets = nameof(ListBuckets);
    public const string ListFolder = nameof(ListFolder);
    public const string MakeFolder = nameof(MakeFolder);
    public const string DeleteObjects = nameof(DeleteObjects);
    public const string SignLink = nameof(SignLink);
}

/// <summary>Asks for the buckets of the store's keys.</summary>
public sealed record ListBucketsInput;

/// <summary>The buckets, as the store orders them.</summary>
public sealed record ListBucketsAnswer(IReadOnlyList<Browse.BucketView> Buckets);

/// <summary>Asks for a page of a folder.</summary>
/// <param name="Bucket">The bucket.</param>
/// <param name="Prefix">What keys begin with.</param>
/// <param name="After">The folder or key that the page before ended with.</param>
/// <param name="Limit">How many folders and objects together, 1 to 1000.</param>
/// <param name="Recursive">Everything under the prefix, and no folders.</param>
public sealed record ListFolderInput(string Bucket, string Prefix, string? After, int Limit, bool Recursive);
