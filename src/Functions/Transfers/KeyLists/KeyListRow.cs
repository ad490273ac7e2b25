using DtnBox.Contracts.Transfers;
using DtnBox.Functions.Storage;

namespace DtnBox.Functions.Transfers.KeyLists;

/// <summary>A list of keys: row = <c>list|id</c>. It is written last, so that a list which has a row is whole.</summary>
internal sealed class KeyListRow : TableRow, IHasOwner
{
    public const string Partition = "lists";

    public const string Prefix = "list|";

    public string Owner { get; set; } = string.Empty;

    /// <summary>Gets or sets the folder of the pages: of the upload that stored this list first.</summary>
    public string Folder { get; set; } = string.Empty;

    public int Pages { get; set; }

    public long Keys { get; set; }

    public long Bytes { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public string GetId() => RowKey[Prefix.Length..];

    public KeyListView View() => new(GetId(), Keys, Bytes);
}
