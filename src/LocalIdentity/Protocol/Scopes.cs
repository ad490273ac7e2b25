namespace DtnBox.LocalIdentity.Protocol;

internal static class Scopes
{
    /// <summary>Asks for a token for the API. Every access token is one, with it or without.</summary>
    public const string Api = "api";
}
