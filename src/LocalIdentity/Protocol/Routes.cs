namespace DtnBox.LocalIdentity.Protocol;

/// <summary>The addresses of this provider. Programs find the protocol's in the discovery document.</summary>
internal static class Routes
{
    public const string Protocol = "/connect";
    public const string Authorize = "/connect/authorize";
    public const string Token = "/connect/token";
    public const string UserInfo = "/connect/userinfo";
    public const string Revoke = "/connect/revoke";
    public const string EndSession = "/connect/end-session";
    public const string DeviceAuthorization = "/connect/device";
    public const string Device = "/device";
    public const string SignIn = "/sign-in";
    public const string SignUp = "/sign-up";
    public const string SignedOut = "/signed-out";
    public const string ChangePassword = "/change-password";
    public const string ResetPassword = "/reset-password";
    public const string Error = "/error";
    public const string StyleSheet = "/site.css";
    public const string Health = "/health";
}
