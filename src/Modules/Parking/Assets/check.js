// Reads the code on a sheet with the camera, where the browser can (BarcodeDetector). Without it the field is there for the number.
const [button, video] = [document.getElementById('scan'), document.getElementById('camera')];
const field = document.querySelector('[name=asked]');

const canScan = async () => 'BarcodeDetector' in window && navigator.mediaDevices && (await BarcodeDetector.getSupportedFormats()).includes('qr_code');

const scan = async () => {
  const stream = await navigator.mediaDevices.getUserMedia({ video: { facingMode: 'environment' } });
  video.srcObject = stream;
  video.hidden = false;
  await video.play();
  const detector = new BarcodeDetector({ formats: ['qr_code'] });
  const look = async () => {
    const [found] = await detector.detect(video);
    if (!found) return requestAnimationFrame(look);
    stream.getTracks().forEach(track => track.stop());
    field.value = found.rawValue;
    field.form.requestSubmit();
  };
  await look();
};

if (button && await canScan()) {
  button.hidden = false;
  button.addEventListener('click', () => scan().catch(() => { button.hidden = true; video.hidden = true; field.focus(); }));
} else if (field && !document.querySelector('.check-answer')) field.focus();
