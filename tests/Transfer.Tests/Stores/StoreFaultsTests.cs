using System.Net;
using DtnBox.Contracts;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

public sealed class StoreFaultsTests
{
    private static readonly StoreCall Call = new("write", new Uri("https://s3.example"), "results", "a/b");

    [Theory]
    [InlineData(403, "InvalidAccessKeyId", FaultCodes.WrongKeys, false)]
    [InlineData(403, "SignatureDoesNotMatch", FaultCodes.WrongKeys, false)]
    [InlineData(400, "ExpiredToken", FaultCodes.WrongKeys, false)]
    [InlineData(403, "AccessDenied", FaultCodes.AccessDenied, false)]
    [InlineData(401, null, FaultCodes.AccessDenied, false)]
    [InlineData(404, "NoSuchBucket", FaultCodes.BucketMissing, false)]
    [InlineData(404, "NoSuchKey", FaultCodes.StoreError, false)]
    [InlineData(404, null, FaultCodes.StoreUnreachable, false)]
    [InlineData(403, "QuotaExceeded", FaultCodes.DestinationFull, false)]
    [InlineData(507, null, FaultCodes.DestinationFull, false)]
    [InlineData(400, "EntityTooLarge", FaultCodes.NotSupported, false)]
    [InlineData(501, "NotImplemented", FaultCodes.NotSupported, false)]
    [InlineData(405, null, FaultCodes.NotSupported, false)]
    [InlineData(503, "SlowDown", FaultCodes.Throttled, true)]
    [InlineData(429, null, FaultCodes.Throttled, true)]
    [InlineData(500, "InternalError", FaultCodes.StoreError, true)]
    [InlineData(502, null, FaultCodes.StoreError, true)]
    [InlineData(400, "RequestTimeout", FaultCodes.StoreError, true)]
    [InlineData(403, "RequestTimeTooSkewed", FaultCodes.StoreError, true)]
    [InlineData(301, "PermanentRedirect", FaultCodes.StoreError, false)]
    [InlineData(412, "PreconditionFailed", FaultCodes.StoreError, false)]
    public void FromAnswer_StatusAndCode_GiveTheFault(int status, string? code, string expected, bool transient)
    {
        StoreException exception = StoreFaults.FromAnswer(Call, (HttpStatusCode)status, code, text: null);

        Assert.Equal((expected, transient), (exception.Fault.Code, exception.Fault.Transient));
        Assert.Equal(((HttpStatusCode)status, code), (exception.Status, exception.Code));
        Assert.NotEmpty(exception.Fault.NextStep);
    }

    [Fact]
    public void FromAnswer_Refusal_NamesStoreBucketKeyAndAnswer()
        => Assert.Equal(
            "The store refused to write 'a/b' in bucket 'results' at https://s3.example/: 403 AccessDenied not yours.",
            StoreFaults.FromAnswer(Call, HttpStatusCode.Forbidden, "AccessDenied", "not yours").Message);

    [Fact]
    public void FromAnswer_TooLargeForTheQuota_IsFull()
        => Assert.Equal(
            FaultCodes.DestinationFull,
            StoreFaults.FromAnswer(Call, HttpStatusCode.BadRequest, "EntityTooLarge", "bucket Quota exceeded").Fault.Code);
}
