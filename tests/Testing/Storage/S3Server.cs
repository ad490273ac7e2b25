using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace DtnBox.Testing;

/// <summary>The S3 server (Ceph RGW) tests share; also a class fixture. Tests never share a bucket.</summary>
public sealed class S3Server : IDisposable
{
    private readonly string _rgwConfiguration = TestSetting.Require("DTNBOX_TEST_RGW_CONF");

    public S3Server()
    {
        Endpoint = new Uri(TestSetting.Require("DTNBOX_TEST_S3"));
        User = new S3User(
            TestSetting.Require("DTNBOX_TEST_S3_ACCESS_KEY"), TestSetting.Require("DTNBOX_TEST_S3_SECRET_KEY"));
        OtherUser = new S3User(
            TestSetting.Require("DTNBOX_TEST_S3_OTHER_ACCESS_KEY"),
            TestSetting.Require("DTNBOX_TEST_S3_OTHER_SECRET_KEY"));
        Client = NewClient(Endpoint, User);
    }

    public Uri Endpoint { get; }

    /// <summary>The file that says where its cluster is, for a test that needs a gateway of its own.</summary>
    public string Configuration => _rgwConfiguration;

    /// <summary>The user whose keys <see cref="Client"/> uses.</summary>
    public S3User User { get; }

    /// <summary>A second user, who has no rights in the first one's buckets.</summary>
    public S3User OtherUser { get; }

    public AmazonS3Client Client { get; }

    /// <summary>A client for any S3 endpoint of the tests (the server itself, or a <see cref="FaultProxy"/>).</summary>
    /// <param name="endpoint">Where it connects.</param>
    /// <param name="user">Whose keys it signs with.</param>
    /// <param name="maxErrorRetry">How often the SDK tries again by itself.</param>
    public static AmazonS3Client NewClient(Uri endpoint, S3User user, int maxErrorRetry = 2)
    {
        ArgumentNullException.ThrowIfNull(user);
        return new AmazonS3Client(
            new BasicAWSCredentials(user.AccessKey, user.SecretKey),
            new AmazonS3Config
            {
                ServiceURL = endpoint?.ToString(),
                AuthenticationRegion = "us-east-1",
                ForcePathStyle = true,
                MaxErrorRetry = maxErrorRetry,
                // The SDK's default trailing checksums are refused by RGW before Squid and by many other servers.
                RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
                ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
            });
    }

    /// <summary>Makes an empty bucket with a name of its own.</summary>
    public async Task<string> NewBucketAsync(CancellationToken cancellationToken = default)
    {
        string bucket = $"t-{Guid.NewGuid():N}";
        await Client.PutBucketAsync(new PutBucketRequest { BucketName = bucket }, cancellationToken);
        return bucket;
    }

    /// <summary>Makes a user, who may store at most <paramref name="quotaBytes"/> over all buckets if that is given.</summary>
    public async Task<S3User> CreateUserAsync(long? quotaBytes = null, CancellationToken cancellationToken = default)
    {
        S3User user = await CreateUserAsync($"{Guid.NewGuid():N}-secret", cancellationToken);
        if (quotaBytes is { } bytes)
        {
            await SetQuotaAsync(user, bytes, cancellationToken);
        }

        return user;
    }

    /// <summary>Makes a user with a secret that the test chose.</summary>
    public async Task<S3User> CreateUserAsync(string secretKey, CancellationToken cancellationToken = default)
    {
        string id = $"u{Guid.NewGuid():N}";
        await AdminAsync(
            ["user", "create", "--uid", id, "--display-name", id, "--access-key", id, "--secret-key", secretKey], cancellationToken);
        return new S3User(id, secretKey);
    }

    /// <summary>Frees what deleted objects still hold, at once.</summary>
    public Task CollectGarbageAsync(CancellationToken cancellationToken = default)
        => AdminAsync(["gc", "process", "--include-all"], cancellationToken);

    /// <summary>Changes how much a user made here may store.</summary>
    public async Task SetQuotaAsync(S3User user, long quotaBytes, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(user);
        string size = quotaBytes.ToString(CultureInfo.InvariantCulture);
        await AdminAsync(
            ["quota", "set", "--quota-scope", "user", "--uid", user.AccessKey, "--max-size", size], cancellationToken);
        await AdminAsync(["quota", "enable", "--quota-scope", "user", "--uid", user.AccessKey], cancellationToken);
    }

    public void Dispose() => Client.Dispose();

    private async Task AdminAsync(string[] arguments, CancellationToken cancellationToken)
    {
        string[] connection = ["--conf", _rgwConfiguration, "--name", "client.rgw", "--no-mon-config"];
        await using var admin = ChildProcess.Start("radosgw-admin", [.. connection, .. arguments]);
        int exitCode = await admin.WaitForExitAsync(TimeSpan.FromMinutes(1), cancellationToken);
        if (exitCode != 0)
        {
            throw new InvalidOperationException($"radosgw-admin {arguments[0]} failed with {exitCode}:\n{admin.Output}");
        }
    }
}
