using DtnBox.Testing;

namespace DtnBox.CopyBench.Subjects;

/// <summary>rclone, with the flags that were found to make it fastest here without giving up a check that costs no request.</summary>
internal sealed class RcloneSubject(S3User user) : ISubject
{
    public static IReadOnlyList<string> Flags { get; } =
    [
        "--transfers=16",
        "--checkers=16",
        "--s3-upload-cutoff=64M",
        "--s3-chunk-size=16M",
        "--s3-upload-concurrency=8",
        "--s3-no-check-bucket",
        "--s3-no-head",
        "--s3-no-head-object",
        "--s3-disable-checksum",
        "--use-server-modtime",
        "--no-update-modtime",
        "--ignore-checksum",
        "--fast-list",
    ];

    public string Name => "rclone copy";

    public Task<Cost> CopyAsync(Route route, CancellationToken cancellationToken)
    {
        // Two remotes of different names: for rclone these are two services, so nothing is copied inside the server.
        Dictionary<string, string?> environment = new(StringComparer.Ordinal)
        {
            ["RCLONE_CONFIG"] = "/dev/null",
            // Its S3 library wants to put certificates into a transport that it cannot change, and gives up; there is no TLS here.
            ["AWS_CA_BUNDLE"] = null,
        };
        AddRemote(environment, "FROM", route.Source);
        AddRemote(environment, "TO", route.Destination);
        return MeasuredProcess.RunAsync(
            "rclone",
            ["copy", $"from:{route.FromBucket}", $"to:{route.ToBucket}", .. Flags],
            environment,
            input: "",
            cancellationToken);
    }

    private void AddRemote(Dictionary<string, string?> environment, string name, Uri endpoint)
    {
        string prefix = $"RCLONE_CONFIG_{name}_";
        environment[prefix + "TYPE"] = "s3";
        environment[prefix + "PROVIDER"] = "Ceph";
        environment[prefix + "ENDPOINT"] = endpoint.AbsoluteUri;
        environment[prefix + "ACCESS_KEY_ID"] = user.AccessKey;
        environment[prefix + "SECRET_ACCESS_KEY"] = user.SecretKey;
    }
}
