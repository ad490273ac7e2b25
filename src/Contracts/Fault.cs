namespace DtnBox.Contracts;

/// <summary>What went wrong, in words for the person who must act.</summary>
/// <param name="Code">One of <see cref="FaultCodes"/>.</param>
/// <param name="Message">The cause with its evidence: which store, bucket, key, and what it answered.</param>
/// <param name="NextStep">What helps, and who must do it.</param>
/// <param name="Transient">Whether trying again later may help without anybody acting.</param>
public sealed record Fault(string Code, string Message, string NextStep, bool Transient = false);

/// <summary>The codes of <see cref="Fault.Code"/>.</summary>
public static class FaultCodes
{
    /// <summary>The store refuses the access key or its signature.</summary>
    public const string WrongKeys = "wrong_keys";

    /// <summary>The keys are known but may not do this.</summary>
    public const string AccessDenied = "access_denied";

    /// <summary>The bucket does not exist.</summary>
    public const string BucketMissing = "bucket_missing";

    /// <summary>The store cannot be reached, or does not speak S3.</summary>
    public const string StoreUnreachable = "store_unreachable";

    /// <summary>The destination has no room or its quota is used up.</summary>
    public const string DestinationFull = "destination_full";

    /// <summary>The object was deleted at the source after it was listed.</summary>
    public const string SourceDeleted = "source_deleted";

    /// <summary>The source has no object of a key that the list of keys names.</summary>
    public const string SourceMissing = "source_missing";

    /// <summary>The object kept changing at the source while it was copied.</summary>
    public const string SourceChanged = "source_changed";

    /// <summary>The bytes read back at the destination are not the bytes that were read at the source.</summary>
    public const string ChecksumMismatch = "checksum_mismatch";

    /// <summary>The destination object is gone although it had been written.</summary>
    public const string DestinationMissing = "destination_missing";

    /// <summary>The store slows us down (503, 429).</summary>
    public const string Throttled = "throttled";

    /// <summary>The store answered with an error that has no class of its own.</summary>
    public const string StoreError = "store_error";

    /// <summary>The destination store cannot take an object of this size or name.</summary>
    public const string NotSupported = "not_supported";

    /// <summary>The source has nothing under the given prefix.</summary>
    public const string NothingFound = "nothing_found";

    /// <summary>A schedule was due while the transfer that it started before was still running.</summary>
    public const string StillRunning = "still_running";

    /// <summary>The transfer's deadline passed before everything was done. What was done is kept.</summary>
    public const string DeadlinePassed = "deadline_passed";

    /// <summary>The destination has more extra objects than may be deleted; none was.</summary>
    public const string TooManyExtras = "too_many_extras";

    /// <summary>Extra objects were not deleted, because something else failed.</summary>
    public const string ExtrasKept = "extras_kept";

    /// <summary>The extra object was written again after it had been listed; it was not deleted.</summary>
    public const string ExtraChanged = "extra_changed";

    /// <summary>Something in DtnBox itself went wrong.</summary>
    public const string Internal = "internal";

    /// <summary>Who started the transfer has no right (any more) on one of its places.</summary>
    public const string GrantMissing = "grant_missing";
}
