extension FieldSynonyms {
  static let dutch = Titles(
    language: .nl,
    titles: [
      "provider": "Leverancier|Crediteur|Naam leverancier",
      "number": "Factuurnummer|Factuurnr.|Factuur nr.|Factuur|Boekstuknummer|Documentnummer",
      "issued_on": "Factuurdatum|Datum factuur|Documentdatum|Datum",
      "due_on": "Vervaldatum|Vervaldag|Te betalen voor|Uiterste betaaldatum",
      "currency": "Valuta|Munt|Valutacode",
      "amount": "Bedrag excl. btw|Nettobedrag|Netto bedrag|Bedrag exclusief btw|Regelbedrag"
        + "|Bedrag|Kosten|Netto|Totaal excl. btw",
      "total": "Factuurbedrag|Totaalbedrag|Totaal incl. btw|Te betalen",
      "quantity": "Aantal|Hoeveelheid|Uren|Verbruik", "unit": "Eenheid|Meeteenheid",
      "unit_price": "Prijs per eenheid|Eenheidsprijs|Stukprijs|Tarief|Uurtarief|Prijs",
      "service_from": "Periode van|Begindatum|Startdatum|Van|Begin|Periode vanaf|Vanaf",
      "service_to": "Periode tot en met|Periode tot|Einddatum|Tot en met|Tot|Einde|T/m",
      "sku": "Artikelnummer|Artikelcode|Artikel|Product|Productcode",
      "description": "Omschrijving|Beschrijving|Toelichting",
      "buyer": "Klant|Afnemer|Klantnaam|Debiteur", "contract": "Contractnummer|Contract",
      "billing_month": "Factuurmaand|Maand|Factuurperiode|Periode",
      "line_no": "Regel|Regelnummer", "tax": "Btw|Btw-bedrag|Bedrag btw|Belasting",
      "gross": "Bedrag incl. btw|Brutobedrag|Bruto|Totaal|Bedrag inclusief btw",
      "credit": "Credit|Creditbedrag|Tegoed", "discount": "Korting",
    ])

  static let portuguese = Titles(
    language: .pt,
    titles: [
      "provider": "Fornecedor|Prestador|Emitente|Nome do fornecedor",
      "number": "Número da fatura|N.º da fatura|Nº da fatura|Nº fatura|Número da factura|Fatura"
        + "|Nº documento|Número do documento|Número da nota fiscal|Nota fiscal",
      "issued_on": "Data da fatura|Data de emissão|Data de faturação|Data da factura"
        + "|Data do documento",
      "due_on": "Data de vencimento|Vencimento|Data limite de pagamento",
      "currency": "Moeda|Código da moeda",
      "amount": "Valor líquido|Valor sem IVA|Base tributável|Montante|Valor|Custo|Líquido"
        + "|Total líquido",
      "total": "Total da fatura|Valor total|Total a pagar|Total do documento",
      "quantity": "Quantidade|Qtd.|Horas|Consumo", "unit": "Unidade|Unidade de medida|Un.",
      "unit_price": "Preço unitário|Valor unitário|Preço por unidade|Tarifa|Preço",
      "service_from": "Data de início|Início|De|Período de|Início do período|Data inicial",
      "service_to": "Data de fim|Fim|Até|Período até|Fim do período|Data final|Término",
      "sku": "Código do artigo|Artigo|Código|Produto|Referência|Código do produto",
      "description": "Descrição|Designação|Discriminação|Histórico",
      "buyer": "Cliente|Adquirente|Nome do cliente|Tomador",
      "contract": "Contrato|Número do contrato|N.º do contrato",
      "billing_month": "Mês de faturação|Mês|Mês de referência|Período de faturação|Período",
      "line_no": "Linha|N.º da linha", "tax": "IVA|Valor do IVA|Imposto|Impostos|ISS|Total IVA",
      "gross": "Total|Valor bruto|Valor com IVA|Total com IVA|Valor total",
      "credit": "Crédito|Abatimento", "discount": "Desconto",
    ])

  static let japanese = Titles(
    language: .ja,
    titles: [
      "provider": "請求元|仕入先|取引先|発行者|ベンダー|請求元名",
      "number": "請求書番号|請求番号|請求書No|インボイス番号|伝票番号|請求No",
      "issued_on": "請求日|発行日|請求書発行日|請求書日付|日付",
      "due_on": "支払期限|支払期日|お支払期限|支払日|お支払い期限",
      "currency": "通貨|通貨コード|請求通貨",
      "amount": "税抜金額|税抜額|金額（税抜）|税抜き金額|金額|料金|利用料金|請求額|小計",
      "total": "請求金額|ご請求金額|請求合計|合計金額|請求総額",
      "quantity": "数量|使用量|利用量|時間|利用時間", "unit": "単位|数量単位|使用単位",
      "unit_price": "単価|時間単価|価格",
      "service_from": "利用開始日|開始日|期間開始|サービス開始日|利用期間開始|開始日時|開始",
      "service_to": "利用終了日|終了日|期間終了|サービス終了日|利用期間終了|終了日時|終了",
      "sku": "商品コード|品番|品目コード|品目|商品|サービス|製品コード|商品名",
      "description": "摘要|内容|明細|品名|説明|項目",
      "buyer": "請求先|顧客|顧客名|お客様名|取引先名", "contract": "契約番号|契約|契約ID",
      "billing_month": "請求月|請求対象月|利用月|対象月|利用年月|請求年月",
      "line_no": "行番号|明細番号|行|No", "tax": "消費税|消費税額|税額|消費税等",
      "gross": "税込金額|税込額|税込合計|合計|金額（税込）",
      "credit": "クレジット|返金|返金額|貸方", "discount": "値引|割引|値引額|割引額",
    ])

  static let korean = Titles(
    language: .ko,
    titles: [
      "provider": "공급자|공급업체|공급사|발행자|거래처|공급자명",
      "number": "청구서 번호|송장 번호|계산서 번호|인보이스 번호|세금계산서 번호|승인번호|전표번호",
      "issued_on": "청구일|발행일|청구서 발행일|작성일자|청구일자|발행일자|일자",
      "due_on": "지급 기한|납부 기한|결제 기한|납기일|지급기일|결제 예정일",
      "currency": "통화|통화 코드|화폐",
      "amount": "공급가액|공급가|순금액|세전 금액|금액|요금|청구 금액|사용 요금|비용",
      "total": "합계 금액|청구 총액|총 청구 금액|총액", "quantity": "수량|사용량|이용량|시간|사용 시간",
      "unit": "단위|사용 단위|수량 단위", "unit_price": "단가|시간당 단가|가격",
      "service_from": "서비스 시작일|시작일|이용 시작일|사용 시작일|기간 시작|시작|시작 일시",
      "service_to": "서비스 종료일|종료일|이용 종료일|사용 종료일|기간 종료|종료|종료 일시",
      "sku": "품목 코드|품목|상품 코드|제품 코드|서비스|상품|제품",
      "description": "적요|내역|설명|품명|내용|항목",
      "buyer": "공급받는자|고객|고객명|청구처|구매자", "contract": "계약 번호|계약|계약번호",
      "billing_month": "청구월|청구 월|이용월|사용월|대상월|청구년월",
      "line_no": "행 번호|순번|번호", "tax": "부가세|부가가치세|세액|세금",
      "gross": "합계|총 금액|합계 금액|세후 금액|부가세 포함 금액",
      "credit": "크레딧|환불|환불 금액|대변", "discount": "할인|할인액|할인 금액",
    ])

  static let chinese = Titles(
    language: .zh,
    titles: [
      "provider": "供应商|销售方|开票方|服务商|供應商|供应商名称|销售方名称|厂商",
      "number": "发票号码|发票号|账单号|账单编号|发票编号|發票號碼|單據號碼|帳單編號|賬單編號|賬單號|单据号",
      "issued_on": "开票日期|发票日期|账单日期|發票日期|帳單日期|日期",
      "due_on": "到期日|付款截止日|付款到期日|到期日期|付款期限|付款截止日期",
      "currency": "币种|货币|幣別|幣種|貨幣|币种代码|结算币种",
      "amount": "不含税金额|金额|税前金额|费用|应付金额|净额|金額|未稅金額|消费金额|费用金额",
      "total": "账单总额|发票总额|总金额|应付总额|總金額", "quantity": "数量|用量|使用量|數量|小时数|时长",
      "unit": "单位|计量单位|用量单位|用量單位|單位", "unit_price": "单价|單價|价格",
      "service_from": "服务开始日期|开始日期|开始时间|账期开始|服务开始时间|計費開始日期|起始日期"
        + "|計費開始|開始日期",
      "service_to": "服务结束日期|结束日期|结束时间|账期结束|服务结束时间|計費結束日期|終止日期"
        + "|計費結束|結束日期|终止日期",
      "sku": "产品代码|商品编码|产品|商品|产品名称|規格型號|规格型号|服务类型|產品",
      "description": "描述|说明|摘要|项目|项目名称|明细|說明|货物或应税劳务名称",
      "buyer": "购买方|客户|客户名称|客戶|付款方|购买方名称", "contract": "合同编号|合同|合同号|合約編號",
      "billing_month": "账单月份|账期|计费月份|帳單月份|賬期|月份|账单周期",
      "line_no": "行号|序号|序號|行號", "tax": "税额|增值税|税金|稅額|增值税额",
      "gross": "价税合计|含税金额|合计|含稅金額|總計|总计",
      "credit": "退款|贷方|退款金额|抵扣", "discount": "折扣|优惠金额|优惠|折扣金额|折讓",
    ])
}
