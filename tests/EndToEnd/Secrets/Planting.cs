using System.Security.Cryptography;
using System.Text.RegularExpressions;
using DtnBox.EndToEnd.Installations;
using DtnBox.EndToEnd.People;
using DtnBox.Testing;

namespace DtnBox.EndToEnd.Secrets;

/// <summary>Tells a scan of the secrets that a run made.</summary>
internal static partial class Planting
{
    /// <summary>More would make the scan long, and they are all alike.</summary>
    private const int MostSignatures = 300;

    /// <summary>A secret key such as stores make: with the characters of base64.</summary>
    public static string NewStoreSecret() => $"S+{Convert.ToBase64String(RandomNumberGenerator.GetBytes(24))}/";

    public static void Plant(this SecretScan scan, string who, Person person)
    {
        scan.Plant($"the password of {who}", person.Password);
        scan.Plant(who, person.Tokens);
    }

    /// <summary>The tokens of a sign-in; of a JWT its signature, without which the rest is worth nothing.</summary>
    public static void Plant(this SecretScan scan, string who, SignedInTokens tokens)
    {
        scan.Plant($"an access token of {who}", tokens.AccessToken.Split('.')[^1]);
        scan.Plant($"an id token of {who}", tokens.IdToken!.Split('.')[^1]);
        scan.Plant($"a refresh token of {who}", tokens.RefreshToken!.Split('.')[^1]);
    }

    /// <summary>The secret part of <c>PREFIX_ID_SECRET</c>; the id is a name.</summary>
    public static void PlantLast(this SecretScan scan, string name, string token) => scan.Plant(name, token.Split('_')[^1]);

    /// <summary>An agent's private key: its number, and the line of its file that holds nothing public.</summary>
    public static void PlantKey(this SecretScan scan, Installation dtnbox, Site site)
    {
        string pem = File.ReadAllText(Path.Combine(dtnbox.StateDirectory(site), "key.pem"));
        using var key = ECDsa.Create();
        key.ImportFromPem(pem);
        scan.Plant($"the private key of {site.Id}", key.ExportParameters(includePrivateParameters: true).D!);
        scan.Plant($"the private key of {site.Id}", pem.Split('\n')[2]);
    }

    /// <summary>What only the wire shows: the agents' access tokens, and the signatures of the addresses they send to.</summary>
    /// <returns>How many of each were seen.</returns>
    public static (int Tokens, int Signatures) PlantSeen(this SecretScan scan, params Site[] sites)
    {
        string[] tokens =
        [
            .. sites.SelectMany(site => site.Recorder!.Told)
                .SelectMany(told => AccessToken().Matches(told)).Select(found => found.Groups["token"].Value).Distinct(),
        ];
        string[] signatures =
        [
            .. sites.SelectMany(site => site.Proxy.Requests)
                .SelectMany(request => Signature().Matches(request.RawQuery)).Select(found => found.Groups["value"].Value)
                .Distinct().Take(MostSignatures),
        ];
        foreach (string token in tokens)
        {
            scan.Plant("an agent's access token", token);
        }

        foreach (string signature in signatures)
        {
            scan.Plant("the signature of an address", signature);
        }

        return (tokens.Length, signatures.Length);
    }

    [GeneratedRegex("\"accessToken\":\"(?<token>[^\"]+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex AccessToken();

    [GeneratedRegex("X-Amz-Signature=(?<value>[0-9a-f]{64})", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex Signature();
}
