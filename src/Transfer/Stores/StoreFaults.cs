using System.Net;
using System.Net.Sockets;
using System.Xml;
using Amazon.Runtime;
using DtnBox.Contracts;

namespace DtnBox.Transfer.Stores;

/// <summary>Turns what a store answered, or that it did not answer, into a fault that says who must act.</summary>
internal static class StoreFaults
{
    /// <summary>An answer other than success. The code is null when the body was not an S3 error document.</summary>
    public static StoreException FromAnswer(
        StoreCall call,
        HttpStatusCode status,
        string? code,
        string? text,
        bool bodyless = false,
        Exception? inner = null,
        TimeSpan? retryAfter = null,
        DateTimeOffset? date = null)
    {
        string answer = $"{(int)status} {code} {text}".TrimEnd();
        string message = $"The store refused to {call}: {answer}.";
        (string faultCode, string nextStep, bool transient) = Classify(call, status, code, text, bodyless);
        return new StoreException(new Fault(faultCode, message, nextStep, transient), status, code, inner)
        {
            RetryAfter = retryAfter,
            Date = date,
        };
    }

    /// <summary>No answer, or half of one.</summary>
    public static StoreException FromFailure(StoreCall call, Exception exception)
    {
        if (Find<StoreException>(exception) is { } known)
        {
            return known;
        }

        if (Find<AmazonServiceException>(exception) is { StatusCode: >= HttpStatusCode.OK } answer)
        {
            // Without an error document, the SDK puts the status in the code's place.
            string? code = answer.ErrorCode == answer.StatusCode.ToString() ? null : answer.ErrorCode;
            return FromAnswer(call, answer.StatusCode, code, answer.Message, inner: exception);
        }

        if (Find<CertificateRefusedException>(exception) is { } refused)
        {
            return new StoreException(
                new Fault(
                    FaultCodes.StoreUnreachable,
                    $"The store at {call.Endpoint} is not trusted to {call}: {refused.Message}.",
                    refused.NextStep),
                inner: exception);
        }

        HttpRequestError error = Find<HttpRequestException>(exception)?.HttpRequestError ?? HttpRequestError.Unknown;
        string cause = exception.GetBaseException().Message;
        return error switch
        {
            HttpRequestError.NameResolutionError => Unreachable(call, $"its name is not known ({cause})"),
            HttpRequestError.ConnectionError => Unreachable(call, cause),
            HttpRequestError.SecureConnectionError => Unreachable(call, $"TLS failed ({cause})", transient: false),
            HttpRequestError.InvalidResponse => Unreachable(call, $"it does not speak HTTP ({cause})", transient: false),
            _ when Find<TimeoutException>(exception) is not null => Unreachable(call, "no connection in time"),
            _ when Find<AmazonUnmarshallingException>(exception) is not null || Find<XmlException>(exception) is not null
                => Unreachable(call, "its answer is not that of an S3 store", transient: false),
            _ when Find<SocketException>(exception) is { SocketErrorCode: SocketError.ConnectionRefused or SocketError.HostNotFound }
                => Unreachable(call, cause),
            _ => Broken(call, cause, exception),
        };
    }

    /// <summary>The store went silent.</summary>
    public static StoreException Silent(StoreCall call, TimeSpan idle, bool answered)
        => answered
            ? Broken(call, $"no byte for {idle.TotalSeconds:0.#} s", inner: null)
            : Unreachable(call, $"no answer for {idle.TotalSeconds:0.#} s");

    /// <summary>The connection ended in the middle; trying again usually helps.</summary>
    public static StoreException Broken(StoreCall call, string cause, Exception? inner) => new(
        new Fault(
            FaultCodes.StoreError,
            $"The connection broke while trying to {call}: {cause}",
            $"Try again; if it persists, the operator of {call.Endpoint} should look at its log and at the network.",
            Transient: true),
        inner: inner);

    private static StoreException Unreachable(StoreCall call, string cause, bool transient = true) => new(new Fault(
        FaultCodes.StoreUnreachable,
        $"The store at {call.Endpoint} cannot be reached to {call}: {cause}",
        $"Check the endpoint's address and port in the node's settings, and that {call.Endpoint.Authority} is up and open to this agent.",
        transient));

    private static (string Code, string NextStep, bool Transient) Classify(
        StoreCall call, HttpStatusCode status, string? code, string? text, bool bodyless) => code switch
        {
            "InvalidAccessKeyId" or "SignatureDoesNotMatch" or "InvalidToken" or "ExpiredToken" or "InvalidSecurity"
                => (FaultCodes.WrongKeys, $"Enter the right access key and secret for {call.Endpoint} at its node.", false),
            "NoSuchBucket" or "InvalidBucketName"
                => (FaultCodes.BucketMissing, $"Create the bucket '{call.Bucket}' or choose another one.", false),
            "QuotaExceeded" or "InsufficientStorage" or "StorageFull" or "XMinioStorageFull" or "XMinioAdminBucketQuotaExceeded"
                => Full(call),
            "EntityTooLarge" when text?.Contains("quota", StringComparison.OrdinalIgnoreCase) == true => Full(call),
            "SlowDown" or "ServiceUnavailable" or "TooManyRequests" or "RequestLimitExceeded" => Throttled(call),
            // The signer takes over the store's clock, so the next try is signed with the right time.
            "RequestTimeTooSkewed" => (FaultCodes.StoreError, "Set the clock of this host or of the store.", true),
            "RequestTimeout" or "InternalError" or "OperationAborted" => Failing(call),
            "KeyTooLongError" or "EntityTooLarge" or "NotImplemented" or "MethodNotAllowed" or "MetadataTooLarge" or "InvalidTag" => NotSupported(),
            _ => ClassifyStatus(call, status, isS3: bodyless || code is not null),
        };

    private static (string Code, string NextStep, bool Transient) ClassifyStatus(
        StoreCall call, HttpStatusCode status, bool isS3) => (int)status switch
        {
            401 or 403 => (
                FaultCodes.AccessDenied,
                $"The owner of bucket '{call.Bucket}' must allow these keys to {call.Action}, or give others that may.",
                false),
            507 => Full(call),
            429 or 503 => Throttled(call),
            408 or >= 500 and not 501 => Failing(call),
            413 or 405 or 501 => NotSupported(),
            _ when !isS3 => (
                FaultCodes.StoreUnreachable,
                $"What answers at {call.Endpoint} is not an S3 store: check the endpoint in the node's settings.",
                false),
            >= 300 and < 400 => (
                FaultCodes.StoreError, $"Set the endpoint and region that bucket '{call.Bucket}' lives in.", false),
            _ => (FaultCodes.StoreError, $"The operator of {call.Endpoint} can find the cause in the store's log.", false),
        };

    private static (string Code, string NextStep, bool Transient) Full(StoreCall call) => (
        FaultCodes.DestinationFull,
        $"The operator of {call.Endpoint} must raise the quota of bucket '{call.Bucket}' or make room; then restart.",
        false);

    private static (string Code, string NextStep, bool Transient) Throttled(StoreCall call)
        => (FaultCodes.Throttled, $"Try again later, or with fewer objects at once: {call.Endpoint} is overloaded.", true);

    private static (string Code, string NextStep, bool Transient) Failing(StoreCall call)
        => (FaultCodes.StoreError, $"Try again; if it persists, the operator of {call.Endpoint} must act.", true);

    private static (string Code, string NextStep, bool Transient) NotSupported()
        => (FaultCodes.NotSupported, "Use a store that supports this, or other names and sizes.", false);

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        while (exception is not null and not T)
        {
            exception = exception.InnerException;
        }

        return exception as T;
    }
}
