using System.Runtime.Serialization;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Browse;

/// <summary>
/// A question that somebody waits for: partition = node id, row = <c>ask|id</c>, in the table of commands. What is asked
/// and answered is in blobs: a page of keys is larger than a row.
/// </summary>
internal sealed class QuestionRow : TableRow
{
    public const string Prefix = "ask|";

    public string Name { get; set; } = string.Empty;

    /// <summary>Gets or sets until when somebody waits for the answer.</summary>
    public DateTimeOffset ExpiresAt { get; set; }

    public string? TakenBy { get; set; }

    /// <summary>Gets or sets when it may be given again, because no answer has come.</summary>
    public DateTimeOffset? GivenAgainAt { get; set; }

    public bool Answered { get; set; }

    [IgnoreDataMember]
    public string Id => RowKey[Prefix.Length..];

    public bool IsFree(DateTimeOffset now) => !Answered && now < ExpiresAt && !(now < GivenAgainAt);
}
