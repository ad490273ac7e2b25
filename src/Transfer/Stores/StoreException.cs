using System.Net;
using DtnBox.Contracts;

namespace DtnBox.Transfer.Stores;

/// <summary>A store refused a call, failed it, or could not be reached.</summary>
public sealed class StoreException(Fault fault, HttpStatusCode? status = null, string? code = null, Exception? inner = null)
    : Exception(fault.Message, inner)
{
    /// <summary>Gets what went wrong, in words for the person who must act.</summary>
    public Fault Fault { get; } = fault;

    /// <summary>Gets the store's HTTP status; absent when it gave no answer.</summary>
    public HttpStatusCode? Status { get; } = status;

    /// <summary>Gets how long the store asks to be left in peace; absent when it did not say.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Gets the store's clock as its answer had it; absent when it gave none.</summary>
    public DateTimeOffset? Date { get; init; }

    /// <summary>Gets the S3 error code of the answer, when it had one.</summary>
    public string? Code { get; } = code;
}
