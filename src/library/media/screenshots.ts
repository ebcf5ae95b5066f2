/** Telling screenshots from photos. */

/** How phones and computers name them: English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Japanese, Chinese, Korean. */
const names =
  /screen[\s_-]?shot|screen[\s_-]?capture|screen[\s_-]?record|bildschirmfoto|capture d.[ée]cran|captura de (pantalla|tela|ecr[ãa])|schermata|schermafbeelding|sk[äa]rm(bild|avbild)|スクリーンショット|截屏|截图|屏幕截图|스크린샷/i;

/** Whether a picture is a screenshot: it is named as one, and no camera took it. */
export function isScreenshot(fileName: string, make: string | null): boolean {
  return make === null && names.test(fileName.normalize('NFC'));
}
