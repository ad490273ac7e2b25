using System.Security.Cryptography;
using System.Text;
using DtnBox.Testing;

namespace DtnBox.Judge.Tests;

/// <summary>Puts an object under exactly the key that is meant, which no S3 client for .NET does for every key.</summary>
internal static class RawPut
{
    private const string Region = "us-east-1";

    private static readonly HttpClient Http = new();

    public static async Task SendAsync(S3Server server, string bucket, string key, byte[] content)
    {
        string path = $"/{bucket}/{string.Join('/', key.Split('/').Select(Uri.EscapeDataString))}";
        string now = TimeProvider.System.GetUtcNow().ToString("yyyyMMdd'T'HHmmss'Z'");
        string scope = $"{now[..8]}/{Region}/s3/aws4_request";
        string query = "X-Amz-Algorithm=AWS4-HMAC-SHA256"
            + $"&X-Amz-Credential={Uri.EscapeDataString($"{server.User.AccessKey}/{scope}")}"
            + $"&X-Amz-Date={now}&X-Amz-Expires=900&X-Amz-SignedHeaders=host";
        string canonical = $"PUT\n{path}\n{query}\nhost:{server.Endpoint.Authority}\n\nhost\nUNSIGNED-PAYLOAD";
        string toSign = $"AWS4-HMAC-SHA256\n{now}\n{scope}\n{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical)))}";
        byte[] signingKey = Encoding.UTF8.GetBytes("AWS4" + server.User.SecretKey);
        foreach (string part in new[] { now[..8], Region, "s3", "aws4_request" })
        {
            signingKey = HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(part));
        }

        string signature = Convert.ToHexStringLower(HMACSHA256.HashData(signingKey, Encoding.UTF8.GetBytes(toSign)));
        // Uri would take out the segments "." and ".." otherwise.
        var address = new Uri(
            $"{server.Endpoint.GetLeftPart(UriPartial.Authority)}{path}?{query}&X-Amz-Signature={signature}",
            new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        using var body = new ByteArrayContent(content);
        using HttpResponseMessage answer = await Http.PutAsync(address, body);
        answer.EnsureSuccessStatusCode();
    }
}
