using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Weiguang.Tests.Ledger.Anchors;

/// <summary>A time-stamp authority on this machine: openssl behind a small server, which can also be down or talk nonsense.</summary>
internal sealed class StampAuthority : IAsyncDisposable
{
    public const string Policy = "1.2.3.4.1";

    private readonly HttpListener _listener = new();
    private readonly CancellationTokenSource _closing = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("stamps").FullName;
    private readonly Task _serving;

    public StampAuthority()
    {
        using var root = RSA.Create(2048);
        using var key = RSA.Create(2048);
        var (from, to) = (DateTimeOffset.UnixEpoch.AddYears(30), DateTimeOffset.UnixEpoch.AddYears(100));
        var above = new CertificateRequest("CN=A county's authority", root, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        above.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using var ca = above.CreateSelfSigned(from, to);
        var own = new CertificateRequest("CN=Time", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        own.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new("1.3.6.1.5.5.7.3.8")], critical: true));
        own.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, true));
        using var signer = own.Create(ca, from, to, [1, 2, 3]);
        File.WriteAllText(At("ca.pem"), ca.ExportCertificatePem());
        File.WriteAllText(At("tsa.pem"), signer.ExportCertificatePem());
        File.WriteAllText(At("tsa.key"), key.ExportPkcs8PrivateKeyPem());
        File.WriteAllText(At("serial"), "01");
        File.WriteAllText(At("tsa.cnf"), $"""
            [tsa]
            default_tsa = it
            [it]
            serial = {At("serial")}
            crypto_device = builtin
            signer_cert = {At("tsa.pem")}
            signer_key = {At("tsa.key")}
            certs = {At("ca.pem")}
            signer_digest = sha256
            default_policy = {Policy}
            digests = sha256
            ess_cert_id_alg = sha256
            """);
        Url = Listen();
        _serving = Task.Run(ServeAsync);
    }

    public string Url { get; }

    /// <summary>At a port that nobody has.</summary>
    private string Listen()
    {
        while (true)
        {
            var url = $"http://localhost:{Random.Shared.Next(20_000, 60_000)}/";
            _listener.Prefixes.Clear();
            _listener.Prefixes.Add(url);
            try
            {
                _listener.Start();
                return url;
            }
            catch (System.Net.HttpListenerException)
            {
                // The next one.
            }
        }
    }

    public string Certificates => At("ca.pem");

    public bool IsDown { get; set; }

    /// <summary>Answers the question of somebody else.</summary>
    public byte[]? Instead { get; set; }

    public int Asked { get; private set; }

    public async Task<(int Code, string Said)> OpensslAsync(params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo("openssl", arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var said = await process.StandardOutput.ReadToEndAsync() + await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, said);
    }

    public string At(string file) => Path.Combine(_folder, file);

    public async ValueTask DisposeAsync()
    {
        await _closing.CancelAsync();
        _listener.Stop();
        await _serving;
        ((IDisposable)_listener).Dispose();
        _closing.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private async Task ServeAsync()
    {
        while (!_closing.IsCancellationRequested)
        {
            try
            {
                var context = await _listener.GetContextAsync();
                Asked++;
                await AnswerAsync(context);
            }
            catch (Exception e) when (e is HttpListenerException or ObjectDisposedException)
            {
                continue; // Closing, or whoever asked has gone.
            }
        }
    }

    private async Task AnswerAsync(HttpListenerContext context)
    {
        using var response = context.Response;
        if (IsDown || context.Request.ContentType != "application/timestamp-query")
        {
            response.StatusCode = 503;
            return;
        }

        using var query = new MemoryStream();
        await context.Request.InputStream.CopyToAsync(query);
        await File.WriteAllBytesAsync(At("query.tsq"), query.ToArray());
        var (code, said) = await OpensslAsync("ts", "-reply", "-config", At("tsa.cnf"), "-queryfile", At("query.tsq"), "-out", At("reply.tsr"));
        Assert.True(code == 0, said);
        var reply = await File.ReadAllBytesAsync(At("reply.tsr"));
        response.ContentType = "application/timestamp-reply";
        await response.OutputStream.WriteAsync(Instead ?? reply);
        Last = reply;
    }

    /// <summary>The reply to the last question.</summary>
    public byte[] Last { get; private set; } = [];
}
