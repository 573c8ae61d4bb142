using System.Text;

namespace Weiguang.Browser;

/// <summary>A film of a QR code held before a camera: a little crooked, not quite clean and not filling the picture. Chromium plays it wherever a page asks for the camera.</summary>
internal static class Camera
{
    private const int Width = 640;
    private const int Height = 480;

    private const string Filming =
        """
        async ([picture, width, height]) => {
          const image = new Image();
          image.src = `data:image/png;base64,${picture}`;
          await image.decode();
          const canvas = Object.assign(document.createElement('canvas'), { width, height });
          const pen = canvas.getContext('2d');
          pen.fillStyle = '#8a8f88';
          pen.fillRect(0, 0, width, height);
          pen.translate(width / 2, height / 2);
          pen.rotate(0.12);
          const side = height * 0.7;
          pen.drawImage(image, -side / 2, -side / 2, side, side * image.height / image.width);
          const { data } = pen.getImageData(0, 0, width, height);
          const grey = Array.from({ length: width * height }, (_, i) => {
            const light = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
            return Math.max(0, Math.min(255, Math.round(light * 0.8 + 20 + (i * 7919 % 23) - 11)));
          });
          return btoa(grey.map(g => String.fromCharCode(g)).join(''));
        }
        """;

    /// <summary>Films the first QR code of a page.</summary>
    /// <param name="page">Where the code is shown.</param>
    /// <param name="path">Where to keep the film (Y4M). Chromium opens it when a page starts the camera, not before.</param>
    public static async Task FilmAsync(this IPage page, string path)
    {
        var picture = await page.Locator("figure.qr div").First.ScreenshotAsync();
        var grey = Convert.FromBase64String(await page.EvaluateAsync<string>(Filming, new object[] { Convert.ToBase64String(picture), Width, Height }));
        var colourless = Enumerable.Repeat((byte)128, Width * Height / 2).ToArray();
        await using var film = File.Create(path);
        await film.WriteAsync(Encoding.ASCII.GetBytes($"YUV4MPEG2 W{Width} H{Height} F10:1 Ip A1:1 C420jpeg\n"));
        for (var i = 0; i < 10; i++)
        {
            await film.WriteAsync("FRAME\n"u8.ToArray());
            await film.WriteAsync(grey);
            await film.WriteAsync(colourless);
        }
    }

    /// <summary>A browser whose camera sees the film, and whose person allows it to.</summary>
    public static Task<IBrowser> WithCameraAsync(this Site site, string film) =>
        site.LaunchAsync("--use-fake-ui-for-media-stream", "--use-fake-device-for-media-stream", $"--use-file-for-fake-video-capture={film}");
}
