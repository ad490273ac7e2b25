namespace DtnBox.Transfer.Stores;

/// <summary>A request body of known length.</summary>
internal abstract class StoreBody : HttpContent
{
    /// <summary>Gets or sets the watch on the store that takes the bytes.</summary>
    public IdleWatch? Watch { get; set; }

    /// <summary>Gets why reading failed: then the source is to blame, whatever the sending call says.</summary>
    public Exception? SourceFailure { get; protected set; }
}
