namespace DtnBox.Functions.Storage;

/// <summary>A row of something that people own.</summary>
internal interface IHasOwner
{
    string Owner { get; set; }
}
