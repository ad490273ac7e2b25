using DtnBox.Contracts.Stores;
using DtnBox.Transfer.Stores;

namespace DtnBox.Transfer.Tests.Stores;

/// <summary>The examples of the Amazon S3 API reference, "Signature calculations for the Authorization header".</summary>
public sealed class RequestSignerTests
{
    private const string EmptyHash = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    private static readonly DateTimeOffset Day = new(2013, 5, 24, 0, 0, 0, TimeSpan.Zero);

    private readonly RequestSigner _signer = new(
        "AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY", "us-east-1");

    [Fact]
    public void Authorize_GetOfARange_IsAsPublished()
    {
        string authorization = _signer.Authorize(
            "GET",
            "/test.txt",
            "",
            [
                new("host", "examplebucket.s3.amazonaws.com"),
                new("range", "bytes=0-9"),
                new("x-amz-content-sha256", EmptyHash),
                new("x-amz-date", "20130524T000000Z"),
            ],
            EmptyHash,
            Day);

        Assert.Equal(
            "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
            + "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
            + "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
            authorization);
    }

    /// <summary>"Authenticating requests: using query parameters", its example.</summary>
    [Fact]
    public void Presign_GetForADay_IsAsPublished()
    {
        (string Name, string Value)[] arguments = _signer.Presign(
            "GET", "examplebucket.s3.amazonaws.com", "/test.txt", [], Day, TimeSpan.FromDays(1));

        Assert.Equal(
            ("X-Amz-Signature", "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404"), arguments[^1]);
    }

    [Theory]
    [InlineData("lifecycle=", "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543")]
    [InlineData("max-keys=2&prefix=J", "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7")]
    public void Authorize_GetWithQuery_IsAsPublished(string query, string signature)
    {
        string authorization = _signer.Authorize(
            "GET",
            "/",
            query,
            [
                new("host", "examplebucket.s3.amazonaws.com"),
                new("x-amz-content-sha256", EmptyHash),
                new("x-amz-date", RequestSigner.Timestamp(Day)),
            ],
            EmptyHash,
            Day);

        Assert.EndsWith($"Signature={signature}", authorization, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(AddressingStyle.Path, "https://s3.example:9000/b/a/../%C3%BC%20%2B%3F//x?partNumber=1&uploadId=2~a%2Fb")]
    [InlineData(AddressingStyle.VirtualHost, "https://b.s3.example:9000/a/../%C3%BC%20%2B%3F//x?partNumber=1&uploadId=2~a%2Fb")]
    public void StoreAddressOf_OddKey_IsEncodedOnceAndNotResolved(AddressingStyle style, string expected)
    {
        var connection = new StoreConnection(new Uri("https://s3.example:9000"), "us-east-1", style, "k", "s");

        StoreAddress address = StoreAddress.Of(
            connection, "b", "a/../\u00fc +?//x", ("partNumber", "1"), ("uploadId", "2~a/b"));

        Assert.Equal(expected, $"https://{address.Uri.Authority}{address.Uri.PathAndQuery}");
        Assert.Equal(address.Uri.PathAndQuery, $"{address.Path}?{address.Query}");
        Assert.Equal(address.Uri.Authority, address.Authority);
    }
}
