export const resultTable = () => "";
